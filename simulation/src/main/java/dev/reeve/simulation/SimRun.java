package dev.reeve.simulation;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlowBuilder;
import dev.reeve.simulation.flow.ValueText;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.World;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a flow in a simulated process, and all that was seen of it: calls of functions and changes of states. */
final class SimRun {
    private static final Surroundings SURROUNDINGS = new Surroundings(Path.of("nowhere"), Map.of(), 2);

    final String id;
    final DrawnFlow drawn;
    final Story.Program program;
    final SimProcess process;
    final List<Call> calls = new ArrayList<>();
    final List<StateChange> changes = new ArrayList<>();
    final Map<String, byte[]> reads = new HashMap<>();
    final List<String> wrong = new ArrayList<>();
    final Flow flow;
    private final World world;
    private final Reached reached;
    private final Made made;
    private final Order order;
    private final Occupancy occupancy;
    final int flavour;
    /** The run whose record it goes on with. */
    @Nullable
    SimRun earlier;

    /** Whether a deadline may be in the record: one who was to go on before may have put it there, and no more. */
    boolean mayHaveDeadline;

    private final Map<String, SimRun> newest;

    private String runId = "";
    private @Nullable RuntimeException refusal;
    private @Nullable Thread main;
    private @Nullable ActiveRun run;
    private @Nullable RunView view;
    private boolean endTold;
    private Runnable whenTold = () -> {};
    private boolean cancelAsked;

    /**
     * A run that is not started.
     *
     * @param flavour which constants its flow has
     * @param earlier the run whose record it goes on with; null for a new one
     * @param newest the last that went on with a record, by its identifier
     */
    SimRun(
            String id,
            DrawnFlow drawn,
            Story.Program program,
            SimProcess process,
            World world,
            Reached reached,
            Made made,
            int flavour,
            @Nullable SimRun earlier,
            Map<String, SimRun> newest) {
        this.id = id;
        this.drawn = drawn;
        this.program = program;
        this.process = process;
        this.world = world;
        this.reached = reached;
        this.made = made;
        this.flavour = flavour;
        this.earlier = earlier;
        this.newest = newest;
        this.order = new Order(drawn);
        this.occupancy = new Occupancy(this);
        this.flow = DrawnFlowBuilder.build(drawn, new SimBody(this, world, reached));
    }

    World world() {
        return world;
    }

    /** Whether its tasks do nothing but what the lot says. */
    boolean plain() {
        return drawn.plain();
    }

    /** The name of a node in the flow: merges are not named by us. */
    String name(int node) {
        return flow.graph().node(node).name();
    }

    Made made() {
        return made;
    }

    Order order() {
        return order;
    }

    /** Starts it, with results in the store that is opened by {@code open}, and records in {@code directory}. */
    void start(Function<SimRun, ResultStore> open, RecordPlaces places, Path directory) {
        main = process.start("main", () -> {
            LocalFlowRunner runner = new LocalFlowRunner(SURROUNDINGS, new SimMachine(process), places);
            try {
                RunOptions options = recorded(options(open.apply(this)), directory);
                ActiveRun started = runner.start(options.request(flow.graph()));
                run = started;
                started.completion().thenAccept(this::rests);
            } catch (RuntimeException refused) {
                refusal = refused;
                say(() -> "is refused: " + refused);
            }
        });
        if (program.cancelAt() >= 0) {
            world.after(program.cancelAt(), this::cancel);
        }
        if (program.jumpAt() >= 0) {
            world.after(program.jumpAt(), () -> {
                reached.fault("time jump");
                world.jump(Duration.ofMinutes(1 + world.draw(20)));
            });
        }
    }

    private RunOptions recorded(RunOptions options, Path directory) {
        SimRun before = earlier;
        if (before != null) {
            reached.fault("resume");
            say(() -> "goes on with " + before.id);
            return options.recorded(true).recordsIn(directory).resuming(Resumption.of(before.runId));
        }
        return program.recorded() ? options.recorded(true).recordsIn(directory) : options;
    }

    private RunOptions options(ResultStore store) {
        List<String> manual = drawn.nodes().stream()
                .filter(node -> node.trigger() == DrawnFlow.Fires.MANUAL && !program.asks())
                .map(DrawnNode::name)
                .toList();
        RunOptions options = RunOptions.DEFAULT
                .runName(id)
                .executor(process.executor(program.slots()))
                .results(store)
                .serializer(ValueText.INSTANCE)
                .time(process)
                .zone(ZoneOffset.UTC)
                .grace(Duration.ofMillis(program.grace()))
                .limit(DrawnFlowBuilder.RESOURCE, program.units())
                .resume(manual)
                .onStateChange(this::changed);
        return program.deadline() < 0 ? options : options.deadline(Duration.ofMillis(program.deadline()));
    }

    // ---- what happens to it

    private void cancel() {
        if (!process.alive() || settled()) {
            return;
        }
        cancelAsked = true;
        reached.fault("cancel");
        say(() -> "is cancelled");
        ActiveRun started = run;
        if (started != null) {
            process.start("canceller", () -> started.cancel("the story says so"));
        } else if (main != null && program.slots() == 0) {
            main.interrupt();
        }
    }

    /** Whether task runs of it may be found cancelled. */
    boolean mayBeCancelled() {
        return cancelAsked || program.deadline() >= 0 || earlier != null && mayHaveDeadline;
    }

    /** A person answers what waits for one, some time later. */
    private void answer(String task) {
        world.after(1 + world.draw(200), () -> {
            ActiveRun started = run;
            if (started == null && process.alive()) {
                answer(task);
            } else if (started != null && process.alive()) {
                process.start("person", () -> {
                    try {
                        started.resume(task, "a person");
                        started.completion().thenAccept(this::rests);
                    } catch (IllegalStateException refused) {
                        say(() -> "has " + task + " no longer paused: " + refused.getMessage());
                    }
                });
            }
        });
    }

    /** A person looks what waits for one, in a run that goes on: what waited before does not say so again. */
    private void answerAll() {
        world.after(1 + world.draw(200), () -> {
            ActiveRun started = run;
            if (started == null && process.alive() && refusal == null) {
                answerAll();
            } else if (started != null && process.alive()) {
                process.start("looker", () -> {
                    RunView seen = started.view();
                    for (int v = 0; v < seen.graph().size(); v++) {
                        if (waits(seen, v)) {
                            answer(name(v));
                        }
                    }
                });
            }
        });
    }

    private static boolean waits(RunView seen, int v) {
        boolean waits = seen.state(v, -1) instanceof State.Paused;
        for (int i = 0; i < seen.width(v); i++) {
            waits |= seen.state(v, i) instanceof State.Paused;
        }
        return waits;
    }

    /** It was told that the run rests: it ended, or waits for a person. */
    private void rests(RunView settled) {
        view = settled;
        endTold = changes.stream()
                .filter(change -> change.task().isEmpty())
                .reduce((one, later) -> later)
                .map(change -> change.to().isFinished())
                .orElse(false);
        if (endTold) {
            world.after(1, whenTold);
        }
    }

    /** Has something done from outside as soon as its end is told. */
    void whenTold(Runnable action) {
        whenTold = action;
    }

    private void changed(StateChange change) {
        if (runId.isEmpty()) { // from now on it has the record
            runId = change.runId();
            SimRun before = newest.put(runId, this);
            earlier = before == null ? earlier : before;
        }
        changes.add(change);
        reached.state(this, change);
        say(() -> change.taskLabel() + " " + change.from().name() + " -> "
                + change.to().name() + " " + change.to().message());
        if (change.to() instanceof State.Paused paused
                && paused.until() == null
                && !change.task().isEmpty()) {
            answer(change.task());
        }
        if (change.to() instanceof State.Paused && change.task().isEmpty() && earlier != null) {
            answerAll();
        }
        world.step();
    }

    // ---- what is seen of it

    /** A function is called. */
    Call begin(DrawnNode node, TaskRun task, List<@Nullable Object> inputs) {
        Call call = new Call(node, task.mapIndex(), task.attempt(), inputs, world.now());
        occupancy.begin(call);
        calls.add(call);
        say(() -> call + " begins with " + inputs);
        return call;
    }

    void end(Call call) {
        occupancy.end(call);
        if (call.ending == Call.Ending.RETURNED) {
            made.add(call, flavour);
        }
        say(() -> call + " ends: " + call.ending + " " + call.value);
    }

    /** The call that goes on, or ended last, of that attempt. */
    @Nullable
    Call call(TaskRun task) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            if (call.attempt == task.attempt()
                    && call.child == task.mapIndex()
                    && call.node.name().equals(task.taskName())) {
                return call;
            }
        }
        return null;
    }

    void say(Supplier<String> words) {
        world.trace().say(world.now(), () -> id + " " + words.get());
    }

    void wrong(String what) {
        wrong.add(id + ": " + what);
        say(() -> "IS WRONG: " + what);
    }

    /** Whether another run can go on with its record. */
    boolean hasRecord() {
        return (program.recorded() || earlier != null) && !runId.isEmpty() && refusal == null;
    }

    /** The run that had its record last. */
    SimRun newest() {
        return Objects.requireNonNull(newest.get(runId));
    }

    /** Why it did not even start; null if it did. */
    @Nullable
    RuntimeException refusal() {
        return refusal;
    }

    /** The number of the last attempt of a task run; a run that goes on goes on counting where a task waited. */
    int attempts(String label) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            StateChange change = changes.get(i);
            if (change.to() instanceof State.Running running
                    && change.taskLabel().equals(label)) {
                return running.tries().attempt();
            }
        }
        return 0;
    }

    /** Whether a task run is as the earlier run left it. */
    boolean kept(String label) {
        return earlier != null
                && changes.stream().noneMatch(change -> change.taskLabel().equals(label));
    }

    /** Whether its end was told, or that of one that it goes on with: then that is on the disk. */
    boolean acknowledged() {
        return endTold || earlier != null && earlier.acknowledged();
    }

    private boolean settled() {
        return view != null;
    }

    /** Whether somebody was told that it ended. */
    boolean endTold() {
        return endTold;
    }

    /** What it looks like at its end; null if it never came to one. */
    @Nullable
    RunView view() {
        return view;
    }
}
