package dev.reeve.simulation;

import dev.reeve.Loop;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.graph.FlowGraph;
import dev.reeve.simulation.flow.Body;
import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.Lots;
import dev.reeve.simulation.world.World;
import dev.reeve.spi.CurrentTaskRun;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The function of every task: takes its time, listens to interrupts or does not, and then does what the lot says, now and
 * then by a signal.
 */
final class SimBody implements Body {
    private final SimRun run;
    private final World world;
    private final Reached reached;

    SimBody(SimRun run, World world, Reached reached) {
        this.run = run;
        this.world = world;
        this.reached = reached;
    }

    @Override
    public void made(DrawnFlow flow, FlowGraph graph) {
        run.made(flow, graph);
    }

    @Override
    public @Nullable Object run(DrawnFlow flow, DrawnNode node, List<@Nullable Object> inputs) throws Exception {
        if (node.kind() == Kind.CLOSE && !isTask(node)) {
            run.resources().closedAtOnce(inputs.getFirst());
            return null;
        }
        TaskRun task = TaskRun.current();
        Call call = run.begin(node, task, inputs);
        try {
            SplittableRandom own = new SplittableRandom(
                    flow.lot() ^ (node.index() * 1_000_003L + task.mapIndex()) * 1009 + task.attempt());
            hear(call, task);
            takeTime(node, own);
            if (!run.plain()) {
                signal(call, task, own);
            }
            return returned(call, Lots.run(flow.lot(), node, task.mapIndex(), task.attempt(), inputs));
        } catch (Signal.Succeed signal) {
            returned(call, signal.value());
            throw signal;
        } catch (Throwable thrown) {
            call.value = null;
            call.ending = switch (thrown) {
                case Signal.Skip s -> Call.Ending.SKIPPED;
                case Signal.Retry s -> Call.Ending.ASKED_FOR_RETRY;
                case Signal.Pause s -> Call.Ending.ASKED_FOR_PAUSE;
                default -> Call.Ending.THREW; // all else is a failure
            };
            throw thrown;
        } finally {
            run.end(call);
            world.step();
        }
    }

    private static @Nullable Object returned(Call call, @Nullable Object said) {
        if (said instanceof Loop.Again<?, ?> again) {
            call.ending = Call.Ending.TURNED;
            call.value = again.next();
        } else {
            call.ending = call.node.kind() == Kind.DYNAMIC ? Call.Ending.LAUNCHED : Call.Ending.RETURNED;
            call.value = said instanceof Loop.Done<?, ?> done ? done.result() : said;
        }
        return said;
    }

    /** Whether the task of that node runs on this thread: a resource may be closed beside its own task. */
    private static boolean isTask(DrawnNode node) {
        TaskRun task = CurrentTaskRun.set(null);
        CurrentTaskRun.set(task);
        return task != null && task.taskName().equals(node.name());
    }

    /** What people said to it: the last that was taken, or one that is about to be. */
    private void hear(Call call, TaskRun task) {
        Object heard = task.answer(Object.class).orElse(null);
        String path = run.path(call.seen.runId);
        boolean alone = run.everySeen().stream() // else it may be an answer to another attempt of what is around it
                .noneMatch(other -> !other.runId.equals(call.seen.runId)
                        && run.path(other.runId).equals(path));
        boolean said = !alone && heard == null;
        Object last = null;
        for (People.Answer answer : call.seen.answers(call.label())) {
            said |= (!alone || !answer.taken) && Objects.equals(heard, answer.value);
            last = answer.taken ? answer.value : last;
        }
        if (!said && !Objects.equals(heard, last)) {
            call.seen.wrong(call + " hears " + heard + ", and the last that was said to it is " + last);
        }
    }

    private void takeTime(DrawnNode node, SplittableRandom own) throws InterruptedException {
        int timeout = node.extras().timeout();
        boolean slow = world.draw(64) < run.program.slow();
        boolean deaf = world.draw(64) < run.program.deaf();
        int millis = own.nextInt(3) == 0 ? own.nextInt(20) : 0;
        if (slow) {
            reached.fault("slow task");
            millis = timeout > 0 ? timeout - 2 + world.draw(60) : 20 + world.draw(2000);
        }
        if (deaf) {
            reached.fault("deaf task");
        }
        if (millis > 0) {
            world.sleep(Duration.ofMillis(millis), !deaf);
        } else {
            world.step();
        }
    }

    private void signal(Call call, TaskRun task, SplittableRandom own) {
        Kind kind = call.node.kind();
        int drawn = kind == Kind.CLOSE ? -1 : own.nextInt(24);
        if (drawn == 0 && task.attempt() == 1) {
            throw Signal.retryAfter(Duration.ofMillis(own.nextInt(30)), "not yet");
        } else if (drawn == 1 && task.attempt() == 1) {
            throw own.nextBoolean()
                    ? Signal.pause("asks")
                    : Signal.pause("waits", run.process.now().plusMillis(own.nextInt(50)));
        } else if (drawn == 2 && kind != Kind.LOOP && kind != Kind.DYNAMIC) {
            throw Signal.success(
                    Lots.run(call.seen.drawn.lot(), call.node, task.mapIndex(), task.attempt(), call.inputs));
        }
    }
}
