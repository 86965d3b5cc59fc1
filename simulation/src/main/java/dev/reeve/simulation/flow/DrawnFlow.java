package dev.reeve.simulation.flow;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A flow drawn by lot, as data: the real flow is built from it, and what is expected of that is worked out from it.
 *
 * @param lot decides how each task ends
 * @param path what the names of its nodes begin with: empty, or the node that it is inside of
 * @param given how many values it is given from outside
 */
public record DrawnFlow(List<DrawnNode> nodes, long lot, String path, int given) {
    private static final List<Storing> STORING = List.of(Storing.values());

    /** What a node is. */
    public enum Kind {
        TASK,
        /** A task whose value is a list. */
        LIST,
        MAP,
        FOR_EACH,
        MERGE,
        /** Its first input is what it begins with. */
        LOOP,
        OPEN,
        /** Its only input is what it closes, and it comes after all of that one's block. */
        CLOSE,
        APPROVAL,
        SUBFLOW,
        DYNAMIC,
        /** Its first input is the list; the others are what its block takes from outside. */
        FAN_OUT;

        /** Whether it has children. */
        public boolean mapped() {
            return this == MAP || this == FOR_EACH || this == FAN_OUT;
        }

        /** Whether its value is the list of its children's. */
        public boolean list() {
            return this == MAP || this == FAN_OUT;
        }

        /** Whether it is a flow run of its own. */
        public boolean launches() {
            return this == SUBFLOW || this == DYNAMIC || this == FAN_OUT;
        }

        /** Whether it calls a function of the flow. */
        public boolean calls() {
            return this != MERGE && this != APPROVAL && this != SUBFLOW && this != FAN_OUT;
        }

        /** Whether it has a value. */
        public boolean valued() {
            return this != FOR_EACH && this != CLOSE;
        }
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

    /** What the flow is given from outside, by its number. */
    public record Given(int number, int salt) implements In {}

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
     * How a node is used, beside its inputs.
     *
     * @param guards conditions for it to run
     * @param whens a condition for each input of a merge that ends a branch; else empty
     * @param block the merge of the branch that the node is a block of, and its first guard that of the block; -1
     *     for none
     * @param opener the resource in whose block it is; -1 for none
     */
    public record Use(
            List<Integer> after,
            List<Condition> guards,
            List<Condition> whens,
            int block,
            int opener,
            Fires trigger,
            Skips skips,
            int retries,
            boolean keep) {
        static final Use PLAIN = plain(Fires.ALL_SUCCESSFUL, Skips.NOT_SAID);

        static Use plain(Fires trigger, Skips skips) {
            return new Use(List.of(), List.of(), List.of(), -1, -1, trigger, skips, 0, false);
        }

        Use guarded(List<Condition> conditions, int merge) {
            return new Use(after, conditions, whens, merge, opener, trigger, skips, retries, keep);
        }

        Use whens(List<Condition> conditions) {
            return new Use(after, guards, conditions, block, opener, trigger, skips, retries, keep);
        }

        Use in(int resource) {
            return new Use(after, guards, whens, block, resource, trigger, skips, retries, keep);
        }

        Use after(List<Integer> others) {
            return new Use(others, guards, whens, block, opener, trigger, skips, retries, keep);
        }
    }

    /**
     * A node.
     *
     * @param path what its name begins with
     * @param inner the flow that it runs; null for none
     */
    public record DrawnNode(
            int index,
            Kind kind,
            String path,
            List<In> inputs,
            Use use,
            Extras extras,
            @Nullable DrawnFlow inner) {

        public String name() {
            return path + "n" + index;
        }

        public boolean mapped() {
            return kind.mapped();
        }

        /** The flow that it runs. */
        public DrawnFlow block() {
            if (inner == null) {
                throw new IllegalStateException(name() + " runs no flow");
            }
            return inner;
        }

        private DrawnNode flavoured() {
            List<In> changed = inputs.stream()
                    .map(in -> in instanceof Constant constant ? new Constant(constant.text() + "'") : in)
                    .toList();
            boolean returned = kind == Kind.DYNAMIC; // what a function returns is its code's, which is the same
            return new DrawnNode(
                    index, kind, path, changed, use, extras, inner == null || returned ? inner : inner.flavoured());
        }

        private DrawnNode withExtras(Random random, boolean repeated) {
            Extras more = Extras.of(random, kind, repeated);
            DrawnFlow within = inner == null ? null : inner.withExtras(random, repeated || kind == Kind.FAN_OUT);
            return new DrawnNode(index, kind, path, inputs, use, more, within);
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
     * @param rate how many of its attempts may begin within 20 milliseconds; 0 for any number
     * @param tagged whether it has the tag that is limited
     */
    public record Extras(
            int timeout, int retryDelay, int units, Storing storing, int priority, int rate, boolean tagged) {
        static final Extras NONE = new Extras(0, 0, 0, Storing.NOT, 0, 0, false);

        /** {@code repeated}: it may be there several times in one run, so that a target of it would be shared. */
        private static Extras of(Random random, Kind kind, boolean repeated) {
            if (kind == Kind.MERGE || kind == Kind.OPEN || kind == Kind.CLOSE) {
                return NONE;
            }
            if (kind == Kind.APPROVAL) {
                return new Extras(
                        random.nextInt(4) == 0 ? 20 + random.nextInt(200) : 0, 0, 0, Storing.NOT, 0, 0, false);
            }
            boolean stores = kind != Kind.FOR_EACH && random.nextInt(2) == 0;
            Storing storing = stores ? STORING.get(random.nextInt(STORING.size())) : Storing.NOT;
            boolean launches = kind.launches();
            return new Extras(
                    random.nextInt(3) == 0 ? 1 + random.nextInt(launches ? 300 : 40) : 0,
                    random.nextInt(2) == 0 ? random.nextInt(30) : 0,
                    !launches && random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
                    storing == Storing.TARGET && repeated ? Storing.CHECKPOINT : storing,
                    random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0,
                    random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0,
                    !launches && random.nextInt(4) == 0);
        }
    }

    /** The same flow, its nodes with extras. */
    public DrawnFlow withExtras(long seed) {
        return withExtras(new Random(seed), false);
    }

    private DrawnFlow withExtras(Random random, boolean repeated) {
        return new DrawnFlow(
                nodes.stream().map(node -> node.withExtras(random, repeated)).toList(), lot, path, given);
    }

    /** Whether no node has extras. */
    public boolean plain() {
        return nodes.stream()
                .allMatch(node -> node.extras().equals(Extras.NONE)
                        && (node.inner() == null || node.inner().plain()));
    }

    /** The same flow with other constants. */
    public DrawnFlow flavoured() {
        return new DrawnFlow(nodes.stream().map(DrawnNode::flavoured).toList(), lot, path, given);
    }

    public DrawnNode node(int index) {
        return nodes.get(index);
    }

    /** The node whose value is that of the flow, where that is inside of another. */
    public DrawnNode last() {
        return nodes.getLast();
    }

    /** The same flow for the same number. */
    public static DrawnFlow of(int size, long lot) {
        return new FlowDrawer(lot, "", 0).draw(size);
    }
}
