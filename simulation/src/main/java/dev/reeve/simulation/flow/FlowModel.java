package dev.reeve.simulation.flow;

import dev.reeve.simulation.flow.DrawnFlow.Condition;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.EachOf;
import dev.reeve.simulation.flow.DrawnFlow.In;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.DrawnFlow.ListOf;
import dev.reeve.simulation.flow.End.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drawn flow is to come to, worked out from the meaning of flows alone: recursively, without a clock, queues
 * or counts, and with nothing of the engine.
 */
public final class FlowModel {
    private final DrawnFlow flow;
    private final Fates fates;
    private final List<@Nullable Object> given;
    private final Roles roles;
    private final Map<Integer, NodeEnd> ends = new LinkedHashMap<>();

    /** The expectation where nothing from outside interferes; {@code answerer} answers whatever is asked. */
    public FlowModel(DrawnFlow flow, String answerer) {
        this(flow, new ByLot(flow, answerer), List.of());
    }

    /** {@code given}: what it is given from outside. */
    public FlowModel(DrawnFlow flow, Fates fates, List<@Nullable Object> given) {
        this.flow = flow;
        this.fates = fates;
        this.given = given;
        this.roles = new Roles(flow);
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

    /** The state of the flow run: what nothing depends on decides, but for what closes resources. */
    public String flowState() {
        return flow.nodes().stream()
                        .filter(node -> flow.nodes().stream()
                                .filter(other -> other.kind() != Kind.CLOSE)
                                .noneMatch(other -> roles.of(other).containsKey(node.index())))
                        .anyMatch(node -> end(node.index()).seen().stream().anyMatch(End::failed))
                ? "Failed"
                : "Success";
    }

    // ---- what is upstream

    private Upstream shared(DrawnNode node) {
        Upstream upstream = Upstream.NONE;
        for (Map.Entry<Integer, Role> before : roles.of(node).entrySet()) {
            NodeEnd end = end(before.getKey());
            upstream = switch (before.getValue()) {
                case DATA, ORDER -> upstream.and(end.seen(), end.end().skipped());
                case CHILD_BY_CHILD ->
                    end.children() != null
                            ? upstream
                            : upstream.and(end.seen(), end.end().skipped());
                case CONDITION -> end.end().troubles() ? upstream.and(List.of(end.end()), false) : upstream;
            };
        }
        return upstream;
    }

    private Upstream.Answer answer(DrawnNode node) {
        for (Condition guard : node.use().guards()) {
            Object value = end(guard.node()).end().value();
            try {
                if (value == Missing.FAILED) {
                    return Upstream.Answer.UNTELLABLE;
                }
                if (value == null || value == Missing.SKIPPED || Lots.holds(value, guard.salt()) != guard.expected()) {
                    return Upstream.Answer.CLOSED;
                }
            } catch (IllegalStateException thrown) {
                return Upstream.Answer.UNTELLABLE;
            }
        }
        return Upstream.Answer.OPEN;
    }

    // ---- one task run

    private End single(DrawnNode node) {
        End kept = fates.kept(node, -1);
        if (kept != null) {
            return kept;
        }
        if (node.kind() == Kind.CLOSE) { // its resource alone decides
            boolean opened = end(Roles.read(node.inputs().getFirst()).getFirst())
                    .end()
                    .state()
                    .equals("Success");
            return opened ? run(node, -1, List.of()) : End.SKIPPED;
        }
        End stopped = shared(node).admitted(node, answer(node));
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
        return fates.ran(node, child, inputs, Lots.good(flow.lot(), node, child, inputs));
    }

    private @Nullable Object input(In in, int child, List<@Nullable Object> list) {
        return switch (in) {
            case DrawnFlow.Constant i -> i.text();
            case DrawnFlow.Whole i -> part(seen(i.node()), i.salt());
            case DrawnFlow.Given i -> part(given.get(i.number()), i.salt());
            case DrawnFlow.FanIn i -> together(i.of());
            case EachOf i -> part(list.get(child), i.salt());
        };
    }

    /** What a task sees of another: an empty list where all children were skipped. */
    private @Nullable Object seen(int node) {
        return end(node).noChild() ? List.of() : end(node).end().value();
    }

    private static @Nullable Object part(@Nullable Object whole, int salt) {
        return whole == null || whole instanceof Missing || salt < 0 ? whole : Lots.part(whole, salt);
    }

    private List<@Nullable Object> together(List<Integer> nodes) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int node : nodes) {
            if (end(node).end().hasValue() || end(node).noChild()) {
                values.add(seen(node));
            }
        }
        return values;
    }

    private End merged(DrawnNode node) {
        Object first = Missing.SKIPPED;
        try {
            for (int i = 0; i < node.inputs().size(); i++) {
                boolean open =
                        node.use().whens().isEmpty() || taken(node.use().whens().get(i));
                boolean missing = !open
                        || node.inputs().get(i) instanceof DrawnFlow.Whole whole
                                && end(whole.node()).noChild();
                Object value = missing ? Missing.SKIPPED : input(node.inputs().get(i), -1, List.of());
                first = first instanceof Missing ? value : first;
            }
        } catch (IllegalStateException thrown) {
            return End.failed(1);
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
        End kept = fates.kept(node, -1);
        if (kept != null && !fates.hasChildren(node)) {
            return new NodeEnd(kept, null);
        }
        Upstream shared = shared(node);
        End stopped = kept == null ? stoppedAsOne(node, shared) : null;
        if (stopped != null) {
            return new NodeEnd(stopped, null);
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
            return new NodeEnd(End.failed(1), null);
        }
        List<End> children = new ArrayList<>();
        for (int child = 0; child < width; child++) {
            children.add(fates.seen(node, child, child(node, child, shared, lists)));
        }
        return new NodeEnd(ofChildren(children), children);
    }

    /** How a mapped node ends that is decided on as any other, as there may be no child to ask; null if it does not. */
    private @Nullable End stoppedAsOne(DrawnNode node, Upstream shared) {
        Upstream.Answer answer = answer(node);
        boolean listsThere = node.inputs().stream().allMatch(in -> !(in instanceof EachOf each) || hasList(each));
        boolean skipped = !shared.troubled() && shared.skips(node);
        if (listsThere && !skipped && answer == Upstream.Answer.OPEN) {
            return null;
        }
        Upstream all = shared;
        for (Map.Entry<Integer, Role> before : roles.of(node).entrySet()) {
            NodeEnd end = end(before.getKey());
            if (before.getValue() == Role.CHILD_BY_CHILD && end.children() != null) {
                all = all.and(
                        end.children().isEmpty() ? List.of(end.end()) : end.children(),
                        end.end().skipped());
            }
        }
        return all.admitted(node, answer);
    }

    private End child(DrawnNode node, int child, Upstream shared, List<List<@Nullable Object>> lists) {
        End kept = fates.kept(node, child);
        if (kept != null) {
            return kept;
        }
        End stopped = childUpstream(node, shared, child).admitted(node, Upstream.Answer.OPEN);
        return stopped == null ? run(node, child, lists) : stopped;
    }

    private Upstream childUpstream(DrawnNode node, Upstream shared, int child) {
        Upstream upstream = shared;
        for (Map.Entry<Integer, Role> before : roles.of(node).entrySet()) {
            List<End> children = end(before.getKey()).children();
            if (children == null || node.inputs().stream().noneMatch(in -> roles.partner(in) == before.getKey())) {
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
            return End.SKIPPED;
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
