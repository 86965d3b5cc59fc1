package dev.reeve.simulation.flow;

import dev.reeve.ActionNode;
import dev.reeve.Each;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.Inputs;
import dev.reeve.MapInput;
import dev.reeve.NodeOptions;
import dev.reeve.Output;
import dev.reeve.TaskNode;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.simulation.flow.DrawnFlow.Condition;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.In;
import dev.reeve.state.Bound;
import dev.reeve.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the flow that a {@link DrawnFlow} describes, with the words that a user has. */
public final class DrawnFlowBuilder {
    /** The resource that some tasks require. */
    public static final String RESOURCE = "press";

    private final DrawnFlow drawn;
    private final Body body;
    private final FlowBuilder f;
    private final Map<Integer, Output<Object>> outputs = new HashMap<>();
    private final Map<Integer, Output<List<Object>>> lists = new HashMap<>();
    private final Map<Integer, NodeOptions<?>> options = new HashMap<>();

    private DrawnFlowBuilder(DrawnFlow drawn, Body body, FlowBuilder f) {
        this.drawn = drawn;
        this.body = body;
        this.f = f;
    }

    /** The flow whose tasks do what the lot says, and nothing else. */
    public static Flow build(DrawnFlow drawn) {
        return build(drawn, new Body() {
            @Override
            public @Nullable Object run(DrawnNode node, List<@Nullable Object> inputs) {
                TaskRun run = TaskRun.current();
                return Lots.run(drawn.lot(), node, run.mapIndex(), run.attempt(), inputs);
            }
        });
    }

    /** The flow whose tasks do what that body says. */
    public static Flow build(DrawnFlow drawn, Body body) {
        return Flow.define("drawn", f -> new DrawnFlowBuilder(drawn, body, f).define());
    }

    private void define() {
        for (DrawnNode node : drawn.nodes()) {
            if (outputs.containsKey(node.index())) {
                continue;
            }
            switch (node.kind()) {
                case MERGE -> merge(node);
                case TASK -> {
                    if (node.block() >= 0) {
                        branch(drawn.node(node.block()));
                    } else {
                        task(node);
                    }
                }
                case LIST, MAP, FOR_EACH -> task(node);
            }
        }
    }

    private void branch(DrawnNode merge) {
        Condition condition = merge.whens().getFirst();
        outputs.put(
                merge.index(),
                f.branch(
                        condition(condition),
                        () -> block(merge, merge.inputs().get(0)),
                        () -> block(merge, merge.inputs().get(1))));
    }

    private Output<Object> block(DrawnNode merge, In in) {
        if (in instanceof DrawnFlow.Whole whole
                && drawn.node(whole.node()).block() == merge.index()
                && !outputs.containsKey(whole.node())) {
            task(drawn.node(whole.node()));
        }
        return input(in);
    }

    private void merge(DrawnNode merge) {
        if (!merge.whens().isEmpty()) {
            branch(merge); // both blocks are values from outside
            return;
        }
        List<Output<Object>> branches = merge.inputs().stream().map(this::input).toList();
        outputs.put(
                merge.index(),
                switch (branches.size()) {
                    case 1 -> f.merge(branches.get(0));
                    case 2 -> f.merge(branches.get(0), branches.get(1));
                    default -> f.merge(branches.get(0), branches.get(1), branches.get(2));
                });
    }

    private static List<@Nullable Object> inputs(@Nullable Object... inputs) {
        List<@Nullable Object> list = new ArrayList<>();
        Collections.addAll(list, inputs);
        return Collections.unmodifiableList(list);
    }

    private void task(DrawnNode node) {
        switch (node.kind()) {
            case TASK -> put(node, plain(node));
            case LIST -> {
                TaskNode<Object> list = plain(node);
                lists.put(node.index(), cast(list));
                put(node, list);
            }
            case MAP -> {
                TaskNode<List<Object>> mapped = map(node);
                lists.put(node.index(), mapped);
                put(node, cast(mapped));
            }
            case FOR_EACH -> configure(node, forEach(node));
            case MERGE -> throw new IllegalArgumentException(node.toString());
        }
    }

    private void put(DrawnNode node, TaskNode<Object> task) {
        outputs.put(node.index(), task);
        if (node.keep()) {
            task.keep();
        }
        store(node, task);
        configure(node, task);
    }

    private void store(DrawnNode node, TaskNode<?> task) {
        DrawnFlow.Storing storing = node.extras().storing();
        if (!drawn.plain()) {
            task.serializer(ValueText.INSTANCE).version("1");
        }
        switch (storing) {
            case NOT -> {}
            case CHECKPOINT -> task.checkpoint(true);
            case CACHE -> task.cacheFor(Duration.ofMinutes(10));
            case TARGET -> task.target(node.mapped() ? "{task_name}/{map_index}" : "{task_name}");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // a list is an object, and what should be one is one
    private static <T> T cast(Object output) {
        return (T) output;
    }

    @SuppressWarnings("NullAway") // a task may well give null, and what reads it takes it
    private Object run(DrawnNode node, @Nullable Object... inputs) throws Exception {
        return body.run(node, inputs(inputs));
    }

    private TaskNode<Object> plain(DrawnNode node) {
        List<Output<Object>> in = node.inputs().stream().map(this::input).toList();
        return switch (in.size()) {
            case 0 -> f.task(() -> run(node));
            case 1 -> f.task(a -> run(node, a), in.get(0));
            case 2 -> f.task((a, b) -> run(node, a, b), in.get(0), in.get(1));
            default -> f.task((a, b, c) -> run(node, a, b, c), in.get(0), in.get(1), in.get(2));
        };
    }

    private TaskNode<List<Object>> map(DrawnNode node) {
        List<MapInput<Object>> in = node.inputs().stream().map(this::mapInput).toList();
        return switch (in.size()) {
            case 1 -> f.map(a -> run(node, a), in.get(0));
            case 2 -> f.map((a, b) -> run(node, a, b), in.get(0), in.get(1));
            default -> f.map((a, b, c) -> run(node, a, b, c), in.get(0), in.get(1), in.get(2));
        };
    }

    private ActionNode forEach(DrawnNode node) {
        List<MapInput<Object>> in = node.inputs().stream().map(this::mapInput).toList();
        return switch (in.size()) {
            case 1 -> f.forEach(a -> run(node, a), in.get(0));
            case 2 -> f.forEach((a, b) -> run(node, a, b), in.get(0), in.get(1));
            default -> f.forEach((a, b, c) -> run(node, a, b, c), in.get(0), in.get(1), in.get(2));
        };
    }

    private void configure(DrawnNode node, NodeOptions<?> task) {
        options.put(node.index(), task);
        DrawnFlow.Extras extras = node.extras();
        task.named(node.name())
                .retries(node.retries(), Duration.ofMillis(extras.retryDelay()))
                .trigger(trigger(node.trigger()));
        if (extras.timeout() > 0) {
            task.timeout(Duration.ofMillis(extras.timeout()));
        }
        if (extras.units() > 0) {
            task.requires(RESOURCE, extras.units());
        }
        switch (node.skips()) {
            case NOT_SAID -> {}
            case FOR_ANYTHING -> task.skipOnUpstreamSkip(true);
            case NEVER -> task.skipOnUpstreamSkip(false);
        }
        for (int before : node.after()) {
            if (options.get(before) instanceof ActionNode action) {
                task.after(action);
            } else {
                task.after(output(before));
            }
        }
        List<Condition> own =
                node.guards().subList(node.block() < 0 ? 0 : 1, node.guards().size());
        own.forEach(guard -> task.onlyIf(condition(guard))); // the block brings its own
    }

    private Output<Object> output(int node) {
        return Objects.requireNonNull(outputs.get(node));
    }

    private Output<List<Object>> list(int node) {
        return Objects.requireNonNull(lists.get(node));
    }

    private Output<Boolean> condition(Condition condition) {
        int salt = condition.salt();
        return output(condition.node()).get(value -> Lots.holds(value, salt));
    }

    static Trigger trigger(DrawnFlow.Fires trigger) {
        return switch (trigger) {
            case ALL_SUCCESSFUL -> Trigger.ALL_SUCCESSFUL;
            case ALL_FAILED -> Trigger.ALL_FAILED;
            case ANY_SUCCESSFUL -> Trigger.ANY_SUCCESSFUL;
            case ANY_FAILED -> Trigger.ANY_FAILED;
            case ALL_FINISHED -> Trigger.ALL_FINISHED;
            case NOT_ALL_SKIPPED -> Trigger.NOT_ALL_SKIPPED;
            case MANUAL -> Trigger.MANUAL;
            case TWO_SUCCESSFUL -> Trigger.someSuccessful(Bound.count(2));
            case HALF_FAILED -> Trigger.someFailed(Bound.share(0.5), Bound.count(3));
            case EVEN_FAILED ->
                Trigger.own(
                        "even",
                        states -> all(states).stream().filter(State::isFailed).count() % 2 == 0);
            case THROWS_ON_SKIP ->
                Trigger.own("throws", states -> {
                    if (all(states).stream().anyMatch(State.Skipped.class::isInstance)) {
                        throw new IllegalStateException("a skip");
                    }
                    return true;
                });
        };
    }

    private static List<State> all(Map<String, List<State>> states) {
        return states.values().stream().flatMap(Collection::stream).toList();
    }

    private Output<Object> input(In in) {
        return switch (in) {
            case DrawnFlow.Constant i -> Inputs.value(i.text());
            case DrawnFlow.Whole i -> part(output(i.node()), i.salt());
            case DrawnFlow.FanIn i -> cast(Inputs.all(of(i.of())));
            case DrawnFlow.EachOf i -> throw new IllegalArgumentException(i.toString());
        };
    }

    private List<Output<Object>> of(List<Integer> nodes) {
        return nodes.stream().map(this::output).toList();
    }

    @SuppressWarnings("NullAway") // a part may be null, and what reads it takes it
    private static Output<Object> part(Output<Object> whole, int salt) {
        return salt < 0 ? whole : whole.get(value -> Lots.part(value, salt));
    }

    @SuppressWarnings("NullAway") // as above
    private MapInput<Object> mapInput(In in) {
        if (!(in instanceof DrawnFlow.EachOf each)) {
            return input(in);
        }
        int salt = each.salt();
        Each<Object> elements = each(each.list());
        return salt < 0 ? elements : elements.get(element -> Lots.part(element, salt));
    }

    private Each<Object> each(DrawnFlow.Source source) {
        return switch (source) {
            case DrawnFlow.Elements s -> {
                List<Object> elements = new ArrayList<>();
                for (int i = 0; i < s.width(); i++) {
                    elements.add("e" + i);
                }
                yield Inputs.each(elements);
            }
            case DrawnFlow.ListOf s -> Inputs.each(list(s.node()));
            case DrawnFlow.Flattened s ->
                Inputs.each(Inputs.<Object>flatten(
                        Inputs.<List<Object>>all(s.of().stream().map(this::list).toList())));
            case DrawnFlow.Together s -> Inputs.each(Inputs.<Object>all(of(s.of())));
        };
    }
}
