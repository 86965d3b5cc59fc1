package dev.reeve.simulation.flow;

import dev.reeve.ActionNode;
import dev.reeve.Approval;
import dev.reeve.ApprovalNode;
import dev.reeve.Binding;
import dev.reeve.Each;
import dev.reeve.Flow;
import dev.reeve.FlowBuilder;
import dev.reeve.Inputs;
import dev.reeve.Loop;
import dev.reeve.MapInput;
import dev.reeve.Node;
import dev.reeve.NodeOptions;
import dev.reeve.Output;
import dev.reeve.Resource;
import dev.reeve.ResultFlow;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the flow that a {@link DrawnFlow} describes, with the words that a user has. */
public final class DrawnFlowBuilder {
    /** The resource that some tasks require. */
    public static final String RESOURCE = "press";
    /** The tag that some tasks have. */
    public static final String TAG = "lane";
    /** In which no more attempts begin than a rate allows. */
    public static final Duration RATE_SPAN = Duration.ofMillis(20);

    private final DrawnFlow drawn;
    private final Body body;
    private final FlowBuilder f;
    private final Map<Integer, Output<Object>> outputs = new HashMap<>();
    private final Map<Integer, Output<List<Object>>> lists = new HashMap<>();
    private final Map<Integer, NodeOptions<?>> options = new HashMap<>();

    private final List<Output<Object>> given;
    private final boolean stores;

    private DrawnFlowBuilder(DrawnFlow drawn, Body body, FlowBuilder f, List<Output<Object>> given, boolean stores) {
        this.drawn = drawn;
        this.body = body;
        this.f = f;
        this.given = given;
        this.stores = stores;
    }

    /** The flow whose tasks do what the lot says, and nothing else. */
    public static Flow build(DrawnFlow drawn) {
        return build(drawn, new Body() {
            @Override
            public @Nullable Object run(DrawnFlow flow, DrawnNode node, List<@Nullable Object> inputs) {
                TaskRun run = TaskRun.current();
                return Lots.run(flow.lot(), node, run.mapIndex(), run.attempt(), inputs);
            }
        });
    }

    /** The flow whose tasks do what that body says. */
    public static Flow build(DrawnFlow drawn, Body body) {
        boolean stores = !drawn.plain();
        return Flow.define("drawn", f -> new DrawnFlowBuilder(drawn, body, f, List.of(), stores).define());
    }

    /** A flow that runs inside of another one, given what {@code gives} makes of the builder. */
    private ResultFlow<Object> inner(DrawnNode node, Function<FlowBuilder, List<Output<Object>>> gives) {
        DrawnFlow flow = node.block();
        return Flow.returning(
                node.name(),
                inside -> new DrawnFlowBuilder(flow, body, inside, gives.apply(inside), stores).defineInner());
    }

    private Output<Object> defineInner() {
        define();
        return output(drawn.last().index());
    }

    private void define() {
        for (DrawnNode node : drawn.nodes()) {
            if (outputs.containsKey(node.index()) || node.use().opener() >= 0) {
                continue;
            }
            switch (node.kind()) {
                case MERGE -> merge(node);
                case OPEN -> resource(node);
                case TASK -> {
                    if (node.use().block() >= 0) {
                        branch(drawn.node(node.use().block()));
                    } else {
                        task(node);
                    }
                }
                case CLOSE -> {} // is defined with what it closes
                case LIST, MAP, FOR_EACH, LOOP, APPROVAL, SUBFLOW, DYNAMIC, FAN_OUT -> task(node);
            }
        }
    }

    private void resource(DrawnNode open) {
        DrawnNode close = drawn.nodes().stream()
                .filter(node -> node.kind() == DrawnFlow.Kind.CLOSE
                        && Roles.read(node.inputs().getFirst()).contains(open.index()))
                .findFirst()
                .orElseThrow();
        List<Output<Object>> in = open.inputs().stream().map(this::input).toList();
        Resource<Object> resource =
                in.isEmpty() ? f.resource(() -> run(open)) : f.resource(a -> run(open, a), in.getFirst());
        resource.named(open.name())
                .closeWith(opened -> run(close, opened))
                .named(close.name())
                .use(opened -> {
                    outputs.put(open.index(), opened);
                    close.use().after().forEach(inside -> task(drawn.node(inside)));
                    return opened;
                });
    }

    private void branch(DrawnNode merge) {
        Condition condition = merge.use().whens().getFirst();
        outputs.put(
                merge.index(),
                f.branch(
                        condition(condition),
                        () -> block(merge, merge.inputs().get(0)),
                        () -> block(merge, merge.inputs().get(1))));
    }

    private Output<Object> block(DrawnNode merge, In in) {
        if (in instanceof DrawnFlow.Whole whole
                && drawn.node(whole.node()).use().block() == merge.index()
                && !outputs.containsKey(whole.node())) {
            task(drawn.node(whole.node()));
        }
        return input(in);
    }

    private void merge(DrawnNode merge) {
        if (!merge.use().whens().isEmpty()) {
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
            case MAP -> list(node, map(node));
            case FAN_OUT -> list(node, fanOut(node));
            case FOR_EACH -> configure(node, forEach(node));
            case LOOP -> put(node, loop(node));
            case SUBFLOW -> put(node, subflow(node));
            case DYNAMIC -> put(node, dynamic(node));
            case APPROVAL -> approval(node);
            case MERGE, OPEN, CLOSE -> throw new IllegalArgumentException(node.toString());
        }
    }

    private void list(DrawnNode node, TaskNode<List<Object>> mapped) {
        lists.put(node.index(), mapped);
        put(node, cast(mapped));
    }

    /** What a loop calls. A method tells the type of what it passes on, which a lambda does not; else that is not stored. */
    private final class Turning {
        private final DrawnNode node;

        private Turning(DrawnNode node) {
            this.node = node;
        }

        Loop<Object, Object> one(Object state) throws Exception {
            return cast(run(node, state));
        }

        Loop<Object, Object> two(Object state, Object a) throws Exception {
            return cast(run(node, state, a));
        }

        Loop<Object, Object> three(Object state, Object a, Object b) throws Exception {
            return cast(run(node, state, a, b));
        }
    }

    private TaskNode<Object> loop(DrawnNode node) {
        List<Output<Object>> in = node.inputs().stream().map(this::input).toList();
        Turning turning = new Turning(node);
        return switch (in.size()) {
            case 1 -> f.loop(turning::one, in.get(0));
            case 2 -> f.loop(turning::two, in.get(0), in.get(1));
            default -> f.loop(turning::three, in.get(0), in.get(1), in.get(2));
        };
    }

    private void approval(DrawnNode node) {
        ApprovalNode<Approval> approval = f.approval("Is it?").named(node.name());
        node.inputs().forEach(shown -> approval.showing(input(shown)));
        node.use().after().forEach(before -> approval.after(node(before)));
        if (node.extras().timeout() > 0) {
            approval.timeout(Duration.ofMillis(node.extras().timeout()));
        }
        outputs.put(node.index(), cast(approval));
    }

    private TaskNode<Object> subflow(DrawnNode node) {
        Binding[] bindings = new Binding[node.inputs().size()];
        for (int i = 0; i < bindings.length; i++) {
            bindings[i] = Inputs.with("p" + i, input(node.inputs().get(i)));
        }
        ResultFlow<Object> flow = inner(node, inside -> {
            List<Output<Object>> parameters = new ArrayList<>();
            for (int i = 0; i < bindings.length; i++) {
                parameters.add(inside.parameter("p" + i, Object.class));
            }
            return parameters;
        });
        body.made(node.block(), flow.graph());
        return f.subflow(flow, bindings);
    }

    private TaskNode<Object> dynamic(DrawnNode node) {
        List<Output<Object>> in = node.inputs().stream().map(this::input).toList();
        return switch (in.size()) {
            case 0 -> f.<Object>dynamic(() -> planned(node));
            case 1 -> f.<Object, Object>dynamic(a -> planned(node, a), in.get(0));
            default -> f.<Object, Object, Object>dynamic((a, b) -> planned(node, a, b), in.get(0), in.get(1));
        };
    }

    @SuppressWarnings("NullAway") // a value may be null, and what reads it takes it
    private ResultFlow<Object> planned(DrawnNode node, @Nullable Object... inputs) throws Exception {
        run(node, inputs);
        ResultFlow<Object> flow = inner(
                node,
                inside ->
                        Arrays.stream(inputs).<Output<Object>>map(Inputs::value).toList());
        body.made(node.block(), flow.graph());
        return flow;
    }

    private TaskNode<List<Object>> fanOut(DrawnNode node) {
        if (!(node.inputs().getFirst() instanceof DrawnFlow.EachOf each)) {
            throw new IllegalArgumentException(node.toString());
        }
        return f.fanOut(wholeList(each.list()), element -> {
            List<Output<Object>> gives = new ArrayList<>(List.of(element));
            node.inputs().stream().skip(1).forEach(in -> gives.add(input(in)));
            return new DrawnFlowBuilder(node.block(), body, f, gives, stores).defineInner();
        });
    }

    private void put(DrawnNode node, TaskNode<Object> task) {
        outputs.put(node.index(), task);
        if (node.use().keep()) {
            task.keep();
        }
        store(node, task);
        configure(node, task);
    }

    private void store(DrawnNode node, TaskNode<?> task) {
        DrawnFlow.Storing storing = node.extras().storing();
        if (stores) {
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
        return body.run(drawn, node, inputs(inputs));
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
                .retries(node.use().retries(), Duration.ofMillis(extras.retryDelay()))
                .trigger(trigger(node.use().trigger()))
                .priority(extras.priority());
        if (extras.timeout() > 0) {
            task.timeout(Duration.ofMillis(extras.timeout()));
        }
        if (extras.units() > 0) {
            task.requires(RESOURCE, extras.units());
        }
        if (extras.tagged()) {
            task.tags(TAG);
        }
        if (extras.rate() > 0) {
            task.rateLimit(extras.rate(), RATE_SPAN);
        }
        switch (node.use().skips()) {
            case NOT_SAID -> {}
            case FOR_ANYTHING -> task.skipOnUpstreamSkip(true);
            case NEVER -> task.skipOnUpstreamSkip(false);
        }
        node.use().after().forEach(before -> task.after(node(before)));
        List<Condition> guards = node.use().guards();
        guards.subList(node.use().block() < 0 ? 0 : 1, guards.size()) // the block brings its own
                .forEach(guard -> task.onlyIf(condition(guard)));
    }

    private Node node(int index) {
        return options.get(index) instanceof ActionNode action ? action : output(index);
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
            case DrawnFlow.Given i -> part(given.get(i.number()), i.salt());
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
        return Inputs.each(wholeList(source));
    }

    private Output<List<Object>> wholeList(DrawnFlow.Source source) {
        return switch (source) {
            case DrawnFlow.Elements s -> {
                List<Object> elements = new ArrayList<>();
                for (int i = 0; i < s.width(); i++) {
                    elements.add("e" + i);
                }
                yield Inputs.value(elements);
            }
            case DrawnFlow.ListOf s -> list(s.node());
            case DrawnFlow.Flattened s ->
                Inputs.<Object>flatten(
                        Inputs.<List<Object>>all(s.of().stream().map(this::list).toList()));
            case DrawnFlow.Together s -> Inputs.<Object>all(of(s.of()));
        };
    }
}
