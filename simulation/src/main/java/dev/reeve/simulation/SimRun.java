package dev.reeve.simulation;

import dev.reeve.Flow;
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
    private @Nullable Thread main;
    private @Nullable ActiveRun run;
    private @Nullable RunView view;
    private boolean cancelAsked;

    SimRun(
            String id,
            DrawnFlow drawn,
            Story.Program program,
            SimProcess process,
            World world,
            Reached reached,
            Made made) {
        this.id = id;
        this.drawn = drawn;
        this.program = program;
        this.process = process;
        this.world = world;
        this.reached = reached;
        this.made = made;
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

    /** Starts it, with results in the store that is opened by {@code open}, which may fail. */
    void start(Function<SimRun, ResultStore> open) {
        main = process.start("main", () -> {
            LocalFlowRunner runner =
                    new LocalFlowRunner(SURROUNDINGS, new SimMachine(process), RecordPlaces.ofThisProcess());
            ActiveRun started = runner.start(options(open.apply(this)).request(flow.graph()));
            run = started;
            started.completion().thenAccept(settled -> view = settled);
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
        return cancelAsked || program.deadline() >= 0;
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
                        started.completion().thenAccept(settled -> view = settled);
                    } catch (IllegalStateException refused) {
                        say(() -> "has " + task + " no longer paused: " + refused.getMessage());
                    }
                });
            }
        });
    }

    private void changed(StateChange change) {
        changes.add(change);
        reached.state(this, change);
        say(() -> change.taskLabel() + " " + change.from().name() + " -> "
                + change.to().name() + " " + change.to().message());
        if (change.to() instanceof State.Paused paused
                && paused.until() == null
                && !change.task().isEmpty()) {
            answer(change.task());
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
            made.add(call, program.flavour());
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

    boolean settled() {
        return view != null;
    }

    /** What it looks like at its end; null if it never came to one. */
    @Nullable
    RunView view() {
        return view;
    }
}
