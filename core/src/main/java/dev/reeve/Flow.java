package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.FlowRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A graph of tasks, defined and checked. Immutable: any number of threads may run it at once.
 *
 * <pre>{@code
 * Flow flow = Flow.define("daily-etl", f -> {
 *     Parameter<LocalDate> day = f.parameter("day", LocalDate.class);
 *     Output<Rows> raw = f.task(DailyEtl::extract, day);
 *     f.action(DailyEtl::load, raw);
 * });
 * FlowRun run = flow.run(Map.of("day", LocalDate.now()));
 * }</pre>
 */
public sealed class Flow permits ResultFlow {
    private final FlowGraph graph;
    private final Object origin;
    private final int @Nullable [] places;
    private final @Nullable Schedule schedule;

    Flow(Assembly.Assembled flow, Object origin) {
        this.graph = flow.graph();
        this.places = flow.places();
        this.schedule = flow.schedule();
        this.origin = origin;
    }

    /**
     * A flow.
     *
     * @throws FlowDefinitionException if it cannot work; says all that is wrong with it
     */
    public static Flow define(String name, Consumer<FlowBuilder> body) {
        Definition definition = new Definition(name);
        Given.notNull(body, definition, "Flow.define(..)", "body");
        try {
            body.accept(new FlowBuilder(definition));
        } catch (RuntimeException | Error thrown) {
            mention(definition, thrown);
            throw thrown;
        } finally {
            definition.close();
        }
        return new Flow(new Assembly(definition).graph(null), definition.origin());
    }

    /**
     * A flow that yields a value.
     *
     * @throws FlowDefinitionException if it cannot work; says all that is wrong with it
     */
    public static <R extends @Nullable Object> ResultFlow<R> returning(
            String name, Function<FlowBuilder, ? extends Output<R>> body) {
        Definition definition = new Definition(name);
        Given.notNull(body, definition, "Flow.returning(..)", "body");
        Output<R> result;
        try {
            result = body.apply(new FlowBuilder(definition));
            if (result == null) {
                definition
                        .problems()
                        .add(
                                "the function given to Flow.returning(..) returned null.",
                                "Return the output that is the flow's result.");
            }
        } catch (RuntimeException | Error thrown) {
            mention(definition, thrown);
            throw thrown;
        } finally {
            definition.close();
        }
        return new ResultFlow<>(new Assembly(definition).graph(result), definition.origin());
    }

    /** The user's own exception goes on; what was wrong up to there goes along, for it may be the reason. */
    private static void mention(Definition definition, Throwable thrown) {
        try {
            new Assembly(definition).graph(null);
        } catch (FlowDefinitionException mistakes) {
            thrown.addSuppressed(mistakes);
        }
    }

    /** The flow's name. */
    public final String name() {
        return graph.name();
    }

    /** What the flow is for; empty if nobody said. */
    public final String description() {
        return graph.description();
    }

    /** Its parameters, in the order of definition. */
    public final List<ParameterSpec> parameters() {
        return graph.parameters();
    }

    /** When it is to run by itself; empty if nobody said. Running it by hand takes no notice of it. */
    public final Optional<Schedule> schedule() {
        return Optional.ofNullable(schedule);
    }

    /** The flow as plain data. */
    public final FlowGraph graph() {
        return graph;
    }

    /**
     * Where the task of a handle stands in the graph.
     *
     * @throws IllegalArgumentException if it is in a block that is run for each element
     */
    final int place(NodeSpec spec) {
        int place = places == null ? spec.index() : places[spec.index()];
        if (place < 0) {
            throw new IllegalArgumentException("task \"" + spec.provisionalName() + "\" runs once for each element of a"
                    + " list. Ask the fan-out's children for their flowRun().");
        }
        return place;
    }

    final Object origin() {
        return origin;
    }

    /** Runs it with the defaults of its parameters; see {@link #run(RunOptions)}. */
    public FlowRun run() {
        return run(RunOptions.DEFAULT);
    }

    /** Runs it with these parameters; see {@link #run(RunOptions)}. */
    public FlowRun run(Map<String, ? extends @Nullable Object> parameters) {
        return run(RunOptions.DEFAULT.parameters(parameters));
    }

    /**
     * Runs it and waits until the run ended, or can go on only if a person says so. Interrupting the thread cancels
     * the run; the call then returns when the run has ended, with the thread's interrupt flag set.
     *
     * @throws ParameterException if the parameters are not what the flow takes; nothing has run then
     * @throws IllegalStateException if there is no engine on the class path
     */
    public FlowRun run(RunOptions options) {
        return start(options).awaitOrCancel();
    }

    /**
     * Goes on with a recorded run of this flow in a new epoch, and waits as {@link #run(RunOptions)} does: what ended
     * well and was made by the same code is used again, the rest runs. {@link RunOptions#resuming} says more.
     *
     * @throws IllegalArgumentException if there is no record of that run, or it is one of another flow
     * @throws IllegalStateException if that run goes on at the moment; says in which process
     */
    public FlowRun resume(String runId, RunOptions options) {
        return run(options.resuming(Resumption.of(runId)));
    }

    /**
     * What {@link #run(RunOptions)} would use again and what it would run, for options that
     * {@linkplain RunOptions#resuming resume} a run. Runs nothing.
     */
    public final ResumePlan plan(RunOptions options) {
        return FlowRunners.find().plan(options.request(graph));
    }

    /** Starts it with the defaults of its parameters; see {@link #start(RunOptions)}. */
    public FlowRun start() {
        return start(RunOptions.DEFAULT);
    }

    /** Starts it with these parameters; see {@link #start(RunOptions)}. */
    public FlowRun start(Map<String, ? extends @Nullable Object> parameters) {
        return start(RunOptions.DEFAULT.parameters(parameters));
    }

    /**
     * Starts it and returns at once, unless its tasks are to run in this thread.
     *
     * @throws ParameterException if the parameters are not what the flow takes; nothing has run then
     * @throws IllegalStateException if there is no engine on the class path
     */
    public FlowRun start(RunOptions options) {
        return start(options, FlowRunners.find());
    }

    /** Runs it on its schedule with the default policies; see {@link #serve(ServeOptions)}. */
    public final ServeSummary serve() throws InterruptedException {
        return serve(ServeOptions.DEFAULT);
    }

    /**
     * Runs it on its schedule in this process, and waits: until the schedule has no more firings, or Ctrl-C, {@code
     * kill} or an interrupt of this thread stops it. Then no more runs begin, and those that go on have a grace period
     * to end before they are cancelled; a second Ctrl-C ends the process at once. Each firing is run at most once, also
     * if several processes serve the flow on one directory of records, and what was missed meanwhile is told.
     *
     * @throws IllegalArgumentException if the flow has no schedule, or cannot run with what the schedule gives it
     * @throws InterruptedException if this thread was interrupted; when runs have ended
     * @throws IllegalStateException if there is no engine on the class path
     */
    public final ServeSummary serve(ServeOptions options) throws InterruptedException {
        return serve(List.of(this), options);
    }

    /**
     * Runs several flows on their schedules; see {@link #serve(ServeOptions)}. One that fails stops no other.
     *
     * @throws IllegalArgumentException if two flows have one name, or none can be served
     */
    public static ServeSummary serve(List<? extends Flow> flows, ServeOptions options) throws InterruptedException {
        return FlowRunners.find().serve(List.copyOf(flows), Given.notNull(options, "Flow.serve(..)", "options"));
    }

    /**
     * Starts it with that engine, whatever the class path has, and returns at once, unless its tasks are to run in this
     * thread.
     *
     * @throws ParameterException if the parameters are not what the flow takes; nothing has run then
     */
    public FlowRun start(RunOptions options, FlowRunner runner) {
        return new FlowRun(this, active(options, runner));
    }

    final ActiveRun active(RunOptions options, FlowRunner runner) {
        return runner.start(options.request(graph));
    }

    @Override
    public final String toString() {
        return "flow " + name();
    }
}
