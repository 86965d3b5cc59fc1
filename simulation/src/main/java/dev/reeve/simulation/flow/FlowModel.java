package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.Condition;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.EachOf;
import dev.reeve.simulation.flow.DrawnFlow.In;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.ListOf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a drawn flow is to come to, worked out from the meaning of flows alone: recursively, without a clock, queues
 * or counts, and with nothing of the engine.
 */
public final class FlowModel {
    /** In place of a value that is not there. */
    public enum Missing {
        SKIPPED,
        FAILED
    }

    /** How a task run ends, and after how many attempts. {@code value} is one of {@link Missing} if there is none. */
    public record End(String state, @Nullable Object value, int attempts) {
        /** Whether it counts as a failure. */
        public boolean failed() {
            return switch (state) {
                case "Failed", "TriggerFailed", "TimedOut", "Crashed" -> true;
                default -> false;
            };
        }

        /** Whether it did not run, or said that it has nothing. */
        public boolean skipped() {
            return state.equals("Skipped");
        }

        /** Whether whoever reads it gets a value. */
        public boolean hasValue() {
            return !(value instanceof Missing);
        }
    }

    /** How a node ends; {@code children} is null for one that was not mapped. */
    public record NodeEnd(End end, @Nullable List<End> children) {
        /** What a trigger sees of it. */
        List<End> seen() {
            return children == null || children.isEmpty() ? List.of(end) : children; // none: one that ended well
        }
    }

    /** What one node is to another. */
    public enum Role {
        DATA,
        CHILD_BY_CHILD,
        CONDITION,
        ORDER
    }

    /** What is upstream of a task run: the ends that count, and whether a node as a whole was skipped. */
    private record Upstream(List<End> ends, boolean nodeSkipped) {
        Upstream and(List<End> more, boolean skipped) {
            List<End> all = new ArrayList<>(ends);
            all.addAll(more);
            return new Upstream(all, nodeSkipped || skipped);
        }

        boolean troubled() {
            return ends.stream().anyMatch(End::failed);
        }
    }

    private enum Answer {
        OPEN,
        CLOSED,
        UNTELLABLE
    }

    private static final End SKIPPED = new End("Skipped", Missing.SKIPPED, 0);
    private static final End TRIGGER_FAILED = new End("TriggerFailed", Missing.FAILED, 0);

    /** How task runs that run come out, and what is found of that. */
    public interface Fates {
        /** How one ends that runs with those inputs, and would make that value of them. */
        End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good);

        /** How one ends whose inputs cannot be read. */
        End unreadable(DrawnNode node, int child);

        /** Told how it is to end, and gives how what follows is to see it; {@code child} is -1 for a node. */
        End seen(DrawnNode node, int child, End expected);
    }

    /** All goes as the lot says. */
    private record ByLot(DrawnFlow flow) implements Fates {
        @Override
        public End ran(DrawnNode node, int child, List<@Nullable Object> inputs, @Nullable Object good) {
            return switch (Lots.outcome(flow.lot(), node.index(), child)) {
                case SUCCEEDS -> new End("Success", good, 1);
                case YIELDS_NULL -> new End("Success", null, 1);
                case SKIPS -> new End("Skipped", Missing.SKIPPED, 1);
                case FAILS -> unreadable(node, child);
                case FAILS_ONCE -> after(1, node, good);
                case FAILS_TWICE -> after(2, node, good);
            };
        }

        @Override
        public End unreadable(DrawnNode node, int child) {
            return new End("Failed", Missing.FAILED, node.retries() + 1);
        }

        private static End after(int failures, DrawnNode node, @Nullable Object good) {
            return failures > node.retries()
                    ? new End("Failed", Missing.FAILED, node.retries() + 1)
                    : new End("Success", good, failures + 1);
        }

        @Override
        public End seen(DrawnNode node, int child, End expected) {
            return expected;
        }
    }

    private final DrawnFlow flow;
    private final Fates fates;
    private final Map<Integer, NodeEnd> ends = new LinkedHashMap<>();

    /** The expectation where nothing from outside interferes. */
    public FlowModel(DrawnFlow flow) {
        this(flow, new ByLot(flow));
    }

    public FlowModel(DrawnFlow flow, Fates fates) {
        this.flow = flow;
        this.fates = fates;
    }

    /** How a node ends. */
    public NodeEnd end(int node) {
        NodeEnd known = ends.get(node);
        if (known == null) {
            DrawnNode drawn = flow.node(node);
            known = drawn.mapped() ? mapped(drawn) : new NodeEnd(single(drawn), null);
            known = new NodeEnd(fates.seen(drawn, -1, known.end()), known.children());
            ends.put(node, known);
        }
        return known;
    }

    /** The state of the flow run: what nothing depends on decides. */
    public String flowState() {
        return flow.nodes().stream()
                        .filter(node -> flow.nodes().stream()
                                .noneMatch(other -> roles(other).containsKey(node.index())))
                        .anyMatch(node -> end(node.index()).seen().stream().anyMatch(End::failed))
                ? "Failed"
                : "Success";
    }

    // ---- what is upstream

    /** What each node before this one is to it. One in two roles is read, and waited for, as a whole. */
    public Map<Integer, Role> roles(DrawnNode node) {
        Map<Integer, Set<Role>> all = new LinkedHashMap<>();
        for (In in : node.inputs()) {
            for (int before : read(in)) {
                all.computeIfAbsent(before, key -> EnumSet.noneOf(Role.class))
                        .add(partner(in) == before ? Role.CHILD_BY_CHILD : Role.DATA);
            }
        }
        List<Condition> conditions = new ArrayList<>(node.guards());
        conditions.addAll(node.whens());
        for (Condition condition : conditions) {
            all.computeIfAbsent(condition.node(), key -> EnumSet.noneOf(Role.class))
                    .add(Role.CONDITION);
        }
        for (int before : node.after()) {
            all.computeIfAbsent(before, key -> EnumSet.noneOf(Role.class)).add(Role.ORDER);
        }
        Map<Integer, Role> roles = new LinkedHashMap<>();
        all.forEach((before, several) ->
                roles.put(before, several.size() == 1 ? several.iterator().next() : Role.DATA));
        return roles;
    }

    /** The nodes whose values that input reads. */
    public static List<Integer> read(In in) {
        return switch (in) {
            case DrawnFlow.Constant i -> List.of();
            case DrawnFlow.Whole i -> List.of(i.node());
            case DrawnFlow.FanIn i -> i.of();
            case EachOf i ->
                switch (i.list()) {
                    case DrawnFlow.Elements s -> List.of();
                    case ListOf s -> List.of(s.node());
                    case DrawnFlow.Flattened s -> s.of();
                    case DrawnFlow.Together s -> s.of();
                };
        };
    }

    /** The mapped node that this input takes child by child; -1 for none. */
    private int partner(In in) {
        return in instanceof EachOf each
                        && each.list() instanceof ListOf list
                        && flow.node(list.node()).kind() == Kind.MAP
                ? list.node()
                : -1;
    }

    private Upstream shared(DrawnNode node) {
        Upstream upstream = new Upstream(List.of(), false);
        for (Map.Entry<Integer, Role> before : roles(node).entrySet()) {
            NodeEnd end = end(before.getKey());
            upstream = switch (before.getValue()) {
                case DATA, ORDER -> upstream.and(end.seen(), end.end().skipped());
                case CHILD_BY_CHILD ->
                    end.children() != null
                            ? upstream
                            : upstream.and(end.seen(), end.end().skipped());
                case CONDITION -> end.end().failed() ? upstream.and(List.of(end.end()), false) : upstream;
            };
        }
        return upstream;
    }

    // ---- whether it runs

    /** Null if it runs. */
    private static @Nullable End admitted(DrawnNode node, Upstream upstream, Answer answer) {
        boolean troubled = upstream.troubled();
        if (!troubled && skips(node, upstream)) {
            return SKIPPED;
        }
        String fires = fires(node, upstream.ends());
        if (troubled && fires.equals("no")) {
            return TRIGGER_FAILED;
        }
        return switch (answer) {
            case UNTELLABLE -> TRIGGER_FAILED;
            case CLOSED -> SKIPPED;
            case OPEN -> fires.equals("yes") ? null : fires.equals("no") ? TRIGGER_FAILED : SKIPPED;
        };
    }

    private static boolean skips(DrawnNode node, Upstream upstream) {
        return switch (node.skips()) {
            case NOT_SAID -> upstream.nodeSkipped();
            case FOR_ANYTHING ->
                upstream.nodeSkipped() || upstream.ends().stream().anyMatch(End::skipped);
            case NEVER -> false;
        };
    }

    private static String fires(DrawnNode node, List<End> ends) {
        long failed = ends.stream().filter(End::failed).count();
        long good = ends.size() - failed;
        boolean none = ends.isEmpty();
        boolean fires = switch (node.trigger()) {
            case ALL_SUCCESSFUL -> failed == 0;
            case ALL_FAILED -> good == 0;
            case ANY_SUCCESSFUL -> none || good > 0;
            case ANY_FAILED -> none || failed > 0;
            case ALL_FINISHED, MANUAL -> true;
            case NOT_ALL_SKIPPED -> failed == 0;
            case TWO_SUCCESSFUL -> none || good >= 2;
            case HALF_FAILED -> none || 2 * failed >= ends.size() && failed <= 3;
            case EVEN_FAILED -> failed % 2 == 0;
            case THROWS_ON_SKIP -> ends.stream().noneMatch(End::skipped);
        };
        boolean allSkipped = !none && ends.stream().allMatch(End::skipped);
        return node.trigger() == DrawnFlow.Fires.NOT_ALL_SKIPPED && allSkipped ? "skip" : fires ? "yes" : "no";
    }

    private Answer answer(DrawnNode node) {
        for (Condition guard : node.guards()) {
            Object value = end(guard.node()).end().value();
            try {
                if (value == Missing.FAILED) {
                    return Answer.UNTELLABLE;
                }
                if (value == null || value == Missing.SKIPPED || Lots.holds(value, guard.salt()) != guard.expected()) {
                    return Answer.CLOSED;
                }
            } catch (IllegalStateException thrown) {
                return Answer.UNTELLABLE;
            }
        }
        return Answer.OPEN;
    }

    // ---- one task run

    private End single(DrawnNode node) {
        End stopped = admitted(node, shared(node), answer(node));
        if (stopped != null) {
            return stopped;
        }
        return node.kind() == Kind.MERGE ? merged(node) : run(node, -1, List.of());
    }

    private End run(DrawnNode node, int child, List<List<@Nullable Object>> lists) {
        List<@Nullable Object> inputs = new ArrayList<>();
        try {
            for (int i = 0; i < node.inputs().size(); i++) {
                Object value = input(node.inputs().get(i), child, lists.isEmpty() ? List.of() : lists.get(i));
                inputs.add(value instanceof Missing ? null : value);
            }
        } catch (IllegalStateException thrown) {
            return fates.unreadable(node, child);
        }
        boolean list = node.kind() == Kind.LIST;
        Object good = list ? Lots.list(flow.lot(), node.index(), inputs) : Lots.value(node.index(), child, inputs);
        return fates.ran(node, child, inputs, good);
    }

    private @Nullable Object input(In in, int child, List<@Nullable Object> list) {
        return switch (in) {
            case DrawnFlow.Constant i -> i.text();
            case DrawnFlow.Whole i -> part(seen(i.node()), i.salt());
            case DrawnFlow.FanIn i -> together(i.of());
            case EachOf i -> part(list.get(child), i.salt());
        };
    }

    /** What a task sees of another: an empty list where all children were skipped. */
    private @Nullable Object seen(int node) {
        return noChild(node) ? List.of() : end(node).end().value();
    }

    private boolean noChild(int node) {
        return end(node).children() != null && end(node).end().skipped();
    }

    private static @Nullable Object part(@Nullable Object whole, int salt) {
        return whole == null || whole instanceof Missing || salt < 0 ? whole : Lots.part(whole, salt);
    }

    private List<@Nullable Object> together(List<Integer> nodes) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int node : nodes) {
            if (end(node).end().hasValue() || noChild(node)) {
                values.add(seen(node));
            }
        }
        return values;
    }

    private End merged(DrawnNode node) {
        Object first = Missing.SKIPPED;
        try {
            for (int i = 0; i < node.inputs().size(); i++) {
                boolean open = node.whens().isEmpty() || taken(node.whens().get(i));
                boolean missing =
                        !open || node.inputs().get(i) instanceof DrawnFlow.Whole whole && noChild(whole.node());
                Object value = missing ? Missing.SKIPPED : input(node.inputs().get(i), -1, List.of());
                first = first instanceof Missing ? value : first;
            }
        } catch (IllegalStateException thrown) {
            return new End("Failed", Missing.FAILED, 1);
        }
        return first instanceof Missing ? new End("Skipped", Missing.SKIPPED, 1) : new End("Success", first, 1);
    }

    private boolean taken(Condition condition) {
        Object value = end(condition.node()).end().value();
        return value != null
                && !(value instanceof Missing)
                && Lots.holds(value, condition.salt()) == condition.expected();
    }

    // ---- mapped

    private NodeEnd mapped(DrawnNode node) {
        Upstream shared = shared(node);
        Answer answer = answer(node);
        boolean listsThere = node.inputs().stream().allMatch(in -> !(in instanceof EachOf each) || hasList(each));
        boolean skipped = !shared.troubled() && skips(node, shared);
        if (!listsThere || skipped || answer != Answer.OPEN) { // decided on as any other
            Upstream all = shared;
            for (Map.Entry<Integer, Role> before : roles(node).entrySet()) {
                NodeEnd end = end(before.getKey());
                if (before.getValue() == Role.CHILD_BY_CHILD && end.children() != null) {
                    all = all.and(
                            end.children().isEmpty() ? List.of(end.end()) : end.children(),
                            end.end().skipped());
                }
            }
            End stopped = admitted(node, all, answer);
            if (stopped != null) {
                return new NodeEnd(stopped, null);
            }
        }
        List<List<@Nullable Object>> lists = new ArrayList<>();
        int width = Integer.MAX_VALUE;
        try {
            for (In in : node.inputs()) {
                List<@Nullable Object> list = in instanceof EachOf each ? list(each) : List.of();
                lists.add(list);
                width = in instanceof EachOf ? Math.min(width, list.size()) : width;
            }
        } catch (IllegalArgumentException noList) {
            return new NodeEnd(new End("Failed", Missing.FAILED, 1), null);
        }
        List<End> children = new ArrayList<>();
        for (int child = 0; child < width; child++) {
            End stopped = admitted(node, childUpstream(node, shared, child), Answer.OPEN);
            End expected = stopped == null ? run(node, child, lists) : stopped;
            children.add(fates.seen(node, child, expected));
        }
        return new NodeEnd(ofChildren(children), children);
    }

    private Upstream childUpstream(DrawnNode node, Upstream shared, int child) {
        Upstream upstream = shared;
        for (Map.Entry<Integer, Role> before : roles(node).entrySet()) {
            List<End> children = end(before.getKey()).children();
            if (children == null || node.inputs().stream().noneMatch(in -> partner(in) == before.getKey())) {
                continue;
            }
            End same = children.get(child); // counts among the whole already if that is read as well
            List<End> counts = before.getValue() == Role.CHILD_BY_CHILD ? List.of(same) : List.of();
            upstream = upstream.and(counts, same.skipped());
        }
        return upstream;
    }

    private static End ofChildren(List<End> children) {
        if (!children.isEmpty() && children.stream().allMatch(End::skipped)) {
            return SKIPPED;
        }
        List<@Nullable Object> values = new ArrayList<>();
        children.stream().filter(End::hasValue).forEach(child -> values.add(child.value()));
        boolean failed = children.stream().anyMatch(End::failed);
        boolean cancelled = children.stream().anyMatch(child -> child.state().equals("Cancelled"));
        return new End(failed ? "Failed" : cancelled ? "Cancelled" : "Success", values, 0);
    }

    private boolean hasList(EachOf each) {
        return !(each.list() instanceof ListOf list)
                || end(list.node()).end().hasValue()
                || end(list.node()).children() != null;
    }

    private List<@Nullable Object> list(EachOf each) {
        return switch (each.list()) {
            case DrawnFlow.Elements s -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (int i = 0; i < s.width(); i++) {
                    elements.add("e" + i);
                }
                yield elements;
            }
            case DrawnFlow.Together s -> together(s.of());
            case DrawnFlow.Flattened s -> {
                List<@Nullable Object> flat = new ArrayList<>();
                together(s.of()).forEach(list -> flat.addAll(asList(list)));
                yield flat;
            }
            case ListOf s -> {
                NodeEnd end = end(s.node());
                if (end.children() == null) {
                    yield asList(end.end().value());
                }
                List<@Nullable Object> values = new ArrayList<>();
                end.children().forEach(child -> values.add(child.value()));
                yield values;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> asList(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new IllegalArgumentException("no list");
    }
}
