package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.Condition;
import dev.reeve.simulation.flow.DrawnFlow.Constant;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.EachOf;
import dev.reeve.simulation.flow.DrawnFlow.Extras;
import dev.reeve.simulation.flow.DrawnFlow.FanIn;
import dev.reeve.simulation.flow.DrawnFlow.Fires;
import dev.reeve.simulation.flow.DrawnFlow.Given;
import dev.reeve.simulation.flow.DrawnFlow.In;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.Skips;
import dev.reeve.simulation.flow.DrawnFlow.Source;
import dev.reeve.simulation.flow.DrawnFlow.Use;
import dev.reeve.simulation.flow.DrawnFlow.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws a flow, node by node. */
final class FlowDrawer {
    private static final List<Fires> FIRES = List.of(Fires.values());
    private static final List<Skips> SKIPS = List.of(Skips.values());
    /** How many flows are inside of each other at most, the outermost not counted. */
    private static final int DEEPEST = 2;

    private final Random random;
    private final long lot;
    private final String path;
    private final int given;
    private final List<DrawnNode> nodes = new ArrayList<>();
    /** The resource in whose block nodes are drawn; -1 for none. */
    private int opener = -1;

    /** {@code given}: how many values it may read that come from outside. */
    FlowDrawer(long lot, String path, int given) {
        this.random = new Random(lot);
        this.lot = lot;
        this.path = path;
        this.given = given;
    }

    DrawnFlow draw(int size) {
        while (nodes.size() < size) {
            int kind = random.nextInt(26);
            if (kind < 18) {
                one(kind);
            } else if (kind < 20 && !values().isEmpty()) {
                merge();
            } else if (kind < 22 && !values().isEmpty()) {
                branch();
            } else if (kind < 24) {
                resource();
            } else if (kind < 25) {
                approval();
            } else if (path.chars().filter(c -> c == '_').count() < DEEPEST) {
                launch();
            }
        }
        return new DrawnFlow(List.copyOf(nodes), lot, path, given);
    }

    /** A flow that runs inside of another one: its last node reads all that it is given, and yields its value. */
    private DrawnFlow drawInner() {
        draw(random.nextInt(3));
        List<In> inputs = new ArrayList<>();
        for (int i = 0; i < given; i++) {
            inputs.add(new Given(i, -1));
        }
        if (!values().isEmpty() && inputs.size() < 3) {
            inputs.add(whole());
        }
        add(Kind.TASK, inputs, use());
        return new DrawnFlow(List.copyOf(nodes), lot, path, given);
    }

    private void one(int kind) {
        if (kind < 7) {
            add(Kind.TASK, inputs(3), use());
        } else if (kind < 10) {
            add(Kind.LIST, inputs(2), use());
        } else if (kind < 16) {
            add(random.nextInt(5) > 0 ? Kind.MAP : Kind.FOR_EACH, mapInputs(), use());
        } else {
            List<In> inputs = new ArrayList<>(List.of(input()));
            inputs.addAll(inputs(2));
            add(Kind.LOOP, inputs, use());
        }
    }

    private Use use() {
        List<Condition> guards = new ArrayList<>();
        while (random.nextInt(6) == 0 && !values().isEmpty()) {
            guards.add(new Condition(pick(values()), random.nextInt(100), true));
        }
        Fires trigger = random.nextInt(2) == 0 ? Fires.ALL_SUCCESSFUL : FIRES.get(random.nextInt(FIRES.size()));
        Skips skips = random.nextInt(2) == 0 ? Skips.NOT_SAID : SKIPS.get(random.nextInt(SKIPS.size()));
        int retries = random.nextInt(3);
        return new Use(after(), guards, List.of(), -1, opener, trigger, skips, retries, random.nextInt(3) == 0);
    }

    private List<Integer> after() {
        List<Integer> others = IntStream.range(0, nodes.size())
                .filter(i -> nodes.get(i).kind() != Kind.CLOSE)
                .boxed()
                .toList();
        return random.nextInt(8) == 0 && !others.isEmpty()
                ? List.of(others.get(random.nextInt(others.size())))
                : List.of();
    }

    private void add(Kind kind, List<In> inputs, Use use) {
        add(kind, inputs, use, null);
    }

    private void add(Kind kind, List<In> inputs, Use use, @Nullable DrawnFlow inner) {
        nodes.add(new DrawnNode(nodes.size(), kind, path, List.copyOf(inputs), use, Extras.NONE, inner));
    }

    private void merge() {
        List<In> branches = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            branches.add(whole());
        }
        add(Kind.MERGE, branches, Use.plain(Fires.NOT_ALL_SKIPPED, Skips.NEVER));
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
                Use own = use();
                List<Condition> guards = new ArrayList<>(List.of(condition));
                guards.addAll(own.guards());
                add(Kind.TASK, inputs(2), own.guarded(guards, merge));
                branches.add(new Whole(nodes.size() - 1, -1));
            }
        }
        add(Kind.MERGE, branches, Use.plain(Fires.NOT_ALL_SKIPPED, Skips.NEVER).whens(whens));
    }

    /** A task that opens something, some that may read it, and one that closes it. */
    private void resource() {
        add(Kind.OPEN, inputs(1), Use.PLAIN);
        opener = nodes.size() - 1;
        List<Integer> inside = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            inside.add(nodes.size());
            one(random.nextInt(18));
        }
        int opened = opener;
        opener = -1;
        add(
                Kind.CLOSE,
                List.of(new Whole(opened, -1)),
                Use.plain(Fires.ALL_FINISHED, Skips.NEVER).after(inside));
    }

    private void approval() {
        add(Kind.APPROVAL, inputs(2), Use.PLAIN.after(after()));
    }

    private void launch() {
        int kind = random.nextInt(3);
        List<In> inputs = new ArrayList<>();
        if (kind == 2) {
            inputs.add(new EachOf(source(), -1));
            for (int node : values()) {
                if (random.nextInt(4) == 0 && inputs.size() < 3) {
                    inputs.add(new Whole(node, -1));
                }
            }
        } else {
            inputs.addAll(inputs(2));
        }
        String inside = path + "n" + nodes.size() + "_";
        DrawnFlow inner = new FlowDrawer(random.nextLong(), inside, inputs.size()).drawInner();
        add(kind == 0 ? Kind.SUBFLOW : kind == 1 ? Kind.DYNAMIC : Kind.FAN_OUT, inputs, use(), inner);
    }

    // ---- inputs

    private List<In> inputs(int most) {
        List<In> inputs = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            inputs.add(input());
        }
        return inputs;
    }

    private In input() {
        int kind = random.nextInt(8);
        if (given > 0 && random.nextInt(4) == 0) {
            return new Given(random.nextInt(given), salt());
        }
        if (opener >= 0 && random.nextInt(3) == 0) {
            return new Whole(opener, -1);
        }
        if (values().isEmpty() || kind == 0) {
            return new Constant("c" + random.nextInt(10));
        }
        return kind < 6 ? whole() : new FanIn(some(values()));
    }

    private int salt() {
        return random.nextInt(4) == 0 ? random.nextInt(100) : -1;
    }

    private In whole() {
        return new Whole(pick(values()), salt());
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
        return new EachOf(source(), salt);
    }

    private Source source() {
        List<Integer> lists = ofKind(Kind.LIST, Kind.MAP, Kind.FAN_OUT);
        List<Integer> mapped = ofKind(Kind.MAP, Kind.FAN_OUT);
        int kind = random.nextInt(12);
        if (kind < 6 && !mapped.isEmpty()) {
            return new DrawnFlow.ListOf(pick(mapped));
        } else if (kind < 9 && !lists.isEmpty()) {
            return new DrawnFlow.ListOf(pick(lists));
        } else if (kind == 9 && !lists.isEmpty()) {
            return new DrawnFlow.Flattened(some(lists));
        } else if (kind == 10 && !values().isEmpty()) {
            return new DrawnFlow.Together(some(values()));
        }
        return new DrawnFlow.Elements(random.nextInt(4));
    }

    /** Nodes with a value that all may read. */
    private List<Integer> values() {
        return ofKind(
                Kind.TASK,
                Kind.LIST,
                Kind.MAP,
                Kind.MERGE,
                Kind.LOOP,
                Kind.APPROVAL,
                Kind.SUBFLOW,
                Kind.DYNAMIC,
                Kind.FAN_OUT);
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
