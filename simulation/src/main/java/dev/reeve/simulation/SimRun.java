package dev.reeve.simulation;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.graph.FlowGraph;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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
    final Map<String, byte[]> reads = new HashMap<>();
    final List<String> wrong = new ArrayList<>();
    final Flow flow;
    private final World world;
    private final Reached reached;
    private final Made made;
    private final Occupancy occupancy;
    private final People people;
    private final Resources resources;
    /** The graphs of flows that run inside of others, by the path of those. */
    private final Map<String, FlowGraph> graphs = new HashMap<>();
    /** What was seen of flow runs, by their identifiers. */
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    final int flavour;
    /** The run whose record it goes on with. */
    @Nullable
    SimRun earlier;

    /** Whether a deadline may be in the record: one who was to go on before may have put it there, and no more. */
    boolean mayHaveDeadline;

    /**
     * What runs that went on asked for before their processes ended, of which nothing else was seen: a task, a child, or
     * what did not end well (empty). The record may have that, and no more.
     */
    Set<String> mayBeAsked = Set.of();

    /** Whether what it writes may be lost. */
    boolean mayLose;

    /** Keys of results that were deleted before it began. */
    Set<String> lost = Set.of();

    private final Map<String, SimRun> newest;

    private String runId = "";
    private String from = "";
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
        this.occupancy = new Occupancy(this);
        this.people = new People(this, world, reached);
        this.resources = new Resources(this, reached);
        this.flow = DrawnFlowBuilder.build(drawn, new SimBody(this, world, reached));
        made(drawn, flow.graph());
    }

    /** A flow was made: from now on the names of its tasks are known, and of those in its blocks. */
    void made(DrawnFlow made, FlowGraph graph) {
        graphs.put(made.path(), graph);
        for (DrawnNode node : made.nodes()) {
            FlowGraph block = graph.node(node.index()).block();
            if (block != null) {
                made(node.block(), block);
            }
        }
    }

    World world() {
        return world;
    }

    /** Whether its tasks do nothing but what the lot says. */
    boolean plain() {
        return drawn.plain();
    }

    Made made() {
        return made;
    }

    People people() {
        return people;
    }

    Resources resources() {
        return resources;
    }

    // ---- flow runs

    /** What was seen of the flow run of the program, once it began. */
    Seen top() {
        return seen(runId);
    }

    /** What was seen of flow runs, those that tasks are among them. */
    Collection<Seen> everySeen() {
        return seen.values();
    }

    /** The same, if anything was seen of it. */
    @Nullable
    Seen known(String id) {
        return seen.get(id);
    }

    /** What was seen of a flow run. Its identifier says whose task it is: tasks and attempts in turn, with dots. */
    Seen seen(String id) {
        Seen known = seen.get(id);
        if (known != null) {
            return known;
        }
        DrawnFlow inside = drawn;
        boolean limited = false;
        String[] steps = id.split("\\.");
        for (int i = 1; i < steps.length; i += 2) {
            String task = steps[i].endsWith("]") ? steps[i].substring(0, steps[i].lastIndexOf('[')) : steps[i];
            DrawnNode node = inside.nodes().stream()
                    .filter(each -> each.name().equals(task))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a flow run named " + id));
            limited |= node.extras().timeout() > 0;
            inside = node.block();
        }
        FlowGraph graph = Objects.requireNonNull(graphs.get(inside.path()), "a flow that nobody made");
        Seen first = new Seen(this, id, inside, graph, before(id), limited);
        seen.put(id, first);
        return first;
    }

    /** The same flow run as the last process saw it that had to do with it; null if none had. */
    private @Nullable Seen before(String id) {
        for (SimRun before = earlier; before != null; before = before.earlier) {
            Seen known = before.seen.get(id);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /** What stands before the name of a task of that flow run, for those who answer: {@code load/}. */
    String path(String id) {
        StringBuilder path = new StringBuilder();
        String[] steps = id.split("\\.");
        for (int i = 1; i < steps.length; i += 2) {
            path.append(steps[i]).append('/');
        }
        return path.toString();
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
            return options.recorded(true).recordsIn(directory).resuming(resumption(before));
        }
        return program.recorded() ? options.recorded(true).recordsIn(directory) : options;
    }

    private Resumption resumption(SimRun before) {
        Resumption whole = Resumption.of(before.runId);
        List<String> labels = before.top().changes.stream()
                .map(StateChange::taskLabel)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        if (program.from() < 0 || labels.isEmpty()) {
            return whole;
        }
        from = labels.get(program.from() % labels.size());
        say(() -> "runs " + from + " again, and what comes after it");
        int bracket = from.indexOf('[');
        reached.fault(bracket < 0 ? "retry from a task" : "retry from a child");
        return bracket < 0
                ? whole.from(from)
                : whole.from(from.substring(0, bracket), Integer.parseInt(from, bracket + 1, from.length() - 1, 10));
    }

    /** The task or child that was asked to run again, with all after it; empty if none was. */
    String from() {
        return from;
    }

    /** Whether it went on with a record, and nothing was seen of it. */
    boolean unseen() {
        return earlier != null && seen.isEmpty();
    }

    private RunOptions options(ResultStore store) {
        List<String> manual = drawn.nodes().stream()
                .filter(node -> node.use().trigger() == DrawnFlow.Fires.MANUAL && !program.asks())
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
                .limitTag(DrawnFlowBuilder.TAG, program.lanes())
                .resume(manual)
                .onStateChange(this::changed);
        return program.deadline() < 0 ? options : options.deadline(Duration.ofMillis(program.deadline()));
    }

    boolean mayLose() {
        return mayLose;
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
        return cancelAsked
                || program.deadline() >= 0
                || earlier != null && mayHaveDeadline
                || earlier != null && !from.isEmpty() && earlier.mayHaveLeftCancelled();
    }

    /** The record may not have it that it went on at all: then those before it count, whatever it did. */
    private boolean mayHaveLeftCancelled() {
        return mayBeCancelled() || !endTold && earlier != null && earlier.mayHaveLeftCancelled();
    }

    /** Has something done with the run by a thread of its process, once it goes on. */
    void active(Consumer<ActiveRun> deed) {
        ActiveRun started = run;
        if (started == null && process.alive() && refusal == null) {
            world.after(1 + world.draw(200), () -> active(deed));
        } else if (started != null && process.alive()) {
            process.start("person", () -> deed.accept(started));
        }
    }

    /** It went on, and will be told when it rests again. */
    void restsAgain(ActiveRun started) {
        started.completion().thenAccept(this::rests);
    }

    /** It was told that the run rests: it ended, or waits for a person. */
    private void rests(RunView settled) {
        view = settled;
        endTold = top().changes.stream()
                .filter(change -> change.task().isEmpty())
                .reduce((one, later) -> later)
                .map(change -> change.to().isFinished())
                .orElse(false);
        if (endTold) {
            world.after(1, whenTold);
            whenTold = () -> {}; // it may be told twice: to who answered, and as it went on by itself
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
        Seen flowRun = seen(change.runId());
        flowRun.changed(change);
        reached.state(flowRun, change);
        say(() ->
                path(change.runId()) + change.taskLabel() + " " + change.from().name() + " -> "
                        + change.to().name() + " " + change.to().message());
        if (!change.task().isEmpty()) {
            people.asked(flowRun, change);
        } else if (change.to() instanceof State.Paused && earlier != null) {
            people.look();
        } else if (change.from() instanceof State.Paused && run != null) { // perhaps by itself
            restsAgain(run);
        }
        world.step();
    }

    // ---- what is seen of it

    /** A function is called. */
    Call begin(DrawnNode node, TaskRun task, List<@Nullable Object> inputs) {
        Seen flowRun = seen(task.flowRunId());
        Call call = new Call(flowRun, node, task.mapIndex(), task.attempt(), inputs, world.now());
        occupancy.begin(call);
        resources.begin(call);
        flowRun.calls.add(call);
        say(() -> call + " begins with " + inputs);
        return call;
    }

    /** Whether a function goes on, which may have a slot that others wait for. */
    boolean isBusy() {
        return occupancy.isBusy();
    }

    void end(Call call) {
        call.ended = world.now();
        occupancy.end(call);
        resources.end(call);
        if (call.ending == Call.Ending.RETURNED) {
            made.add(call);
        }
        say(() -> call + " ends: " + call.ending + " " + call.value);
    }

    /** The call that goes on, or ended last, of that attempt. */
    @Nullable
    Call call(TaskRun task) {
        for (Call call : seen(task.flowRunId()).calls.reversed()) {
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
