package dev.reeve.simulation.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A flow drawn by lot, as data: the real flow is built from it, and what is expected of that is worked out from it.
 *
 * @param lot decides how each task ends
 */
public record DrawnFlow(List<DrawnNode> nodes, long lot) {
    private static final List<Fires> FIRES = List.of(Fires.values());
    private static final List<Skips> SKIPS = List.of(Skips.values());
    private static final List<Storing> STORING = List.of(Storing.values());

    /** What a node is. */
    public enum Kind {
        TASK,
        /** A task whose value is a list. */
        LIST,
        MAP,
        FOR_EACH,
        MERGE
    }

    /** Triggers, by the name of their constant, and some with bounds and of one's own. */
    public enum Fires {
        ALL_SUCCESSFUL,
        ALL_FAILED,
        ANY_SUCCESSFUL,
        ANY_FAILED,
        ALL_FINISHED,
        NOT_ALL_SKIPPED,
        MANUAL,
        TWO_SUCCESSFUL,
        HALF_FAILED,
        EVEN_FAILED,
        THROWS_ON_SKIP
    }

    /** What a skip upstream means. */
    public enum Skips {
        NOT_SAID,
        FOR_ANYTHING,
        NEVER
    }

    /** An input of a node. A salt below 0 takes no part. */
    public sealed interface In {}

    public record Constant(String text) implements In {}

    public record Whole(int node, int salt) implements In {}

    public record FanIn(List<Integer> of) implements In {}

    public record EachOf(Source list, int salt) implements In {}

    /** A list that a node is mapped over. */
    public sealed interface Source {}

    public record Elements(int width) implements Source {}

    public record ListOf(int node) implements Source {}

    public record Flattened(List<Integer> of) implements Source {}

    public record Together(List<Integer> of) implements Source {}

    /** Whether a part of a node's value is as expected. */
    public record Condition(int node, int salt, boolean expected) {}

    /**
     * A node.
     *
     * @param whens a condition for each input of a merge that ends a branch; else empty
     * @param block the merge of the branch that the node is a block of, and its first guard that of the block; -1
     *     for none
     */
    public record DrawnNode(
            int index,
            Kind kind,
            List<In> inputs,
            List<Integer> after,
            List<Condition> guards,
            List<Condition> whens,
            int block,
            Fires trigger,
            Skips skips,
            int retries,
            boolean keep,
            Extras extras) {

        public String name() {
            return "n" + index;
        }

        public boolean mapped() {
            return kind == Kind.MAP || kind == Kind.FOR_EACH;
        }

        private DrawnNode flavoured() {
            List<In> changed = inputs.stream()
                    .map(in -> in instanceof Constant constant ? new Constant(constant.text() + "'") : in)
                    .toList();
            return new DrawnNode(
                    index, kind, changed, after, guards, whens, block, trigger, skips, retries, keep, extras);
        }

        private DrawnNode with(Extras more) {
            return new DrawnNode(index, kind, inputs, after, guards, whens, block, trigger, skips, retries, keep, more);
        }
    }

    /** Whether results of a node are stored, and found again by later runs. */
    public enum Storing {
        NOT,
        /** Stored, and found by nobody but who knows the run. */
        CHECKPOINT,
        CACHE,
        TARGET
    }

    /**
     * What a node has beside what its meaning needs.
     *
     * @param timeout in milliseconds; 0 for none
     * @param units how many of the one limited resource it requires
     */
    public record Extras(int timeout, int retryDelay, int units, Storing storing) {
        static final Extras NONE = new Extras(0, 0, 0, Storing.NOT);

        private static Extras of(Random random, Kind kind) {
            if (kind == Kind.MERGE) {
                return NONE;
            }
            boolean stores = kind != Kind.FOR_EACH && random.nextInt(2) == 0;
            return new Extras(
                    random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 0,
                    random.nextInt(2) == 0 ? random.nextInt(30) : 0,
                    random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
                    stores ? STORING.get(random.nextInt(STORING.size())) : Storing.NOT);
        }
    }

    /** The same flow, its nodes with extras. */
    public DrawnFlow withExtras(long seed) {
        Random random = new Random(seed);
        return new DrawnFlow(
                nodes.stream()
                        .map(node -> node.with(Extras.of(random, node.kind())))
                        .toList(),
                lot);
    }

    /** Whether no node has extras. */
    public boolean plain() {
        return nodes.stream().allMatch(node -> node.extras().equals(Extras.NONE));
    }

    /** The same flow with other constants. */
    public DrawnFlow flavoured() {
        return new DrawnFlow(nodes.stream().map(DrawnNode::flavoured).toList(), lot);
    }

    public DrawnNode node(int index) {
        return nodes.get(index);
    }

    /** The same flow for the same number. */
    public static DrawnFlow of(int size, long lot) {
        return new Drawer(lot).draw(size);
    }

    private static final class Drawer {
        private final Random random;
        private final long lot;
        private final List<DrawnNode> nodes = new ArrayList<>();

        Drawer(long lot) {
            this.random = new Random(lot);
            this.lot = lot;
        }

        DrawnFlow draw(int size) {
            while (nodes.size() < size) {
                int kind = random.nextInt(20);
                if (kind < 7) {
                    add(Kind.TASK, inputs(3), options());
                } else if (kind < 10) {
                    add(Kind.LIST, inputs(2), options());
                } else if (kind < 16) {
                    add(random.nextInt(5) > 0 ? Kind.MAP : Kind.FOR_EACH, mapInputs(), options());
                } else if (kind < 18 && !values().isEmpty()) {
                    merge();
                } else if (!values().isEmpty()) {
                    branch();
                }
            }
            return new DrawnFlow(List.copyOf(nodes), lot);
        }

        private record Options(
                List<Integer> after, List<Condition> guards, Fires trigger, Skips skips, int retries, boolean keep) {}

        private Options options() {
            List<Condition> guards = new ArrayList<>();
            while (random.nextInt(6) == 0 && !values().isEmpty()) {
                guards.add(new Condition(pick(values()), random.nextInt(100), true));
            }
            Fires trigger = random.nextInt(2) == 0 ? Fires.ALL_SUCCESSFUL : FIRES.get(random.nextInt(FIRES.size()));
            Skips skips = random.nextInt(2) == 0 ? Skips.NOT_SAID : SKIPS.get(random.nextInt(SKIPS.size()));
            List<Integer> after =
                    random.nextInt(8) == 0 && !nodes.isEmpty() ? List.of(random.nextInt(nodes.size())) : List.of();
            return new Options(after, guards, trigger, skips, random.nextInt(3), random.nextInt(3) == 0);
        }

        private void add(Kind kind, List<In> inputs, Options o) {
            add(kind, inputs, o, -1);
        }

        private void add(Kind kind, List<In> inputs, Options o, int block) {
            nodes.add(new DrawnNode(
                    nodes.size(),
                    kind,
                    inputs,
                    o.after(),
                    o.guards(),
                    List.of(),
                    block,
                    o.trigger(),
                    o.skips(),
                    o.retries(),
                    o.keep(),
                    Extras.NONE));
        }

        private void addMerge(List<In> inputs, List<Condition> whens) {
            nodes.add(new DrawnNode(
                    nodes.size(),
                    Kind.MERGE,
                    inputs,
                    List.of(),
                    List.of(),
                    whens,
                    -1,
                    Fires.NOT_ALL_SKIPPED,
                    Skips.NEVER,
                    0,
                    false,
                    Extras.NONE));
        }

        private void merge() {
            List<In> branches = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                branches.add(whole());
            }
            addMerge(branches, List.of());
        }

        /** Two blocks, each a task of its own or a value from outside. */
        private void branch() {
            int subject = pick(values());
            int salt = random.nextInt(100);
            List<In> branches = new ArrayList<>();
            List<Condition> whens = new ArrayList<>();
            boolean[] ownTask = {random.nextInt(4) > 0, random.nextInt(4) > 0};
            int merge = nodes.size() + (ownTask[0] ? 1 : 0) + (ownTask[1] ? 1 : 0);
            for (int i = 0; i < 2; i++) {
                Condition condition = new Condition(subject, salt, i == 0);
                whens.add(condition);
                if (!ownTask[i]) {
                    branches.add(whole());
                } else {
                    Options o = options();
                    List<Condition> guards = new ArrayList<>(List.of(condition));
                    guards.addAll(o.guards());
                    add(
                            Kind.TASK,
                            inputs(2),
                            new Options(o.after(), guards, o.trigger(), o.skips(), o.retries(), o.keep()),
                            merge);
                    branches.add(new Whole(nodes.size() - 1, -1));
                }
            }
            addMerge(branches, whens);
        }

        private List<In> inputs(int most) {
            List<In> inputs = new ArrayList<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                inputs.add(input());
            }
            return inputs;
        }

        private In input() {
            int kind = random.nextInt(8);
            if (values().isEmpty() || kind == 0) {
                return new Constant("c" + random.nextInt(10));
            }
            return kind < 6 ? whole() : new FanIn(some(values()));
        }

        private In whole() {
            return new Whole(pick(values()), random.nextInt(4) == 0 ? random.nextInt(100) : -1);
        }

        private List<In> mapInputs() {
            List<In> inputs = new ArrayList<>();
            inputs.add(each());
            while (inputs.size() < 3 && random.nextInt(2) == 0) {
                inputs.add(random.nextInt(3) == 0 ? each() : input());
            }
            return inputs;
        }

        private In each() {
            int salt = random.nextInt(5) == 0 ? random.nextInt(100) : -1;
            List<Integer> lists = ofKind(Kind.LIST, Kind.MAP);
            List<Integer> mapped = ofKind(Kind.MAP);
            int kind = random.nextInt(12);
            Source source;
            if (kind < 6 && !mapped.isEmpty()) {
                source = new ListOf(pick(mapped));
            } else if (kind < 9 && !lists.isEmpty()) {
                source = new ListOf(pick(lists));
            } else if (kind == 9 && !lists.isEmpty()) {
                source = new Flattened(some(lists));
            } else if (kind == 10 && !values().isEmpty()) {
                source = new Together(some(values()));
            } else {
                source = new Elements(random.nextInt(4));
            }
            return new EachOf(source, salt);
        }

        private List<Integer> values() {
            return ofKind(Kind.TASK, Kind.LIST, Kind.MAP, Kind.MERGE);
        }

        private List<Integer> ofKind(Kind... kinds) {
            List<Kind> wanted = List.of(kinds);
            return IntStream.range(0, nodes.size())
                    .filter(i -> wanted.contains(nodes.get(i).kind()))
                    .boxed()
                    .toList();
        }

        private int pick(List<Integer> of) {
            int recent = Math.min(of.size(), 6); // mostly what was defined last, so that flows are deep
            return of.get(random.nextInt(3) == 0 ? random.nextInt(of.size()) : of.size() - 1 - random.nextInt(recent));
        }

        private List<Integer> some(List<Integer> of) {
            List<Integer> picked = new ArrayList<>();
            do {
                picked.add(pick(of));
            } while (random.nextInt(2) == 0);
            return picked;
        }
    }
}
