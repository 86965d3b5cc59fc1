package dev.reeve.simulation;

import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.simulation.flow.Body;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.Lots;
import dev.reeve.simulation.world.World;
import java.time.Duration;
import java.util.List;
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
    public @Nullable Object run(DrawnNode node, List<@Nullable Object> inputs) throws Exception {
        TaskRun task = TaskRun.current();
        Call call = run.begin(node, task, inputs);
        try {
            SplittableRandom own = new SplittableRandom(
                    run.drawn.lot() ^ (node.index() * 1_000_003L + task.mapIndex()) * 1009 + task.attempt());
            takeTime(node, own);
            if (run.plain()) {
                call.value = Lots.run(run.drawn.lot(), node, task.mapIndex(), task.attempt(), inputs);
            } else {
                call.value = orSignal(node, task, inputs, own);
            }
            call.ending = Call.Ending.RETURNED;
            return call.value;
        } catch (Signal.Succeed signal) {
            call.ending = Call.Ending.RETURNED;
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

    private @Nullable Object orSignal(
            DrawnNode node, TaskRun task, List<@Nullable Object> inputs, SplittableRandom own) {
        Call call = run.call(task);
        switch (own.nextInt(24)) {
            case 0 -> {
                if (task.attempt() == 1) {
                    throw Signal.retryAfter(Duration.ofMillis(own.nextInt(30)), "not yet");
                }
            }
            case 1 -> {
                if (task.attempt() == 1) {
                    throw own.nextBoolean()
                            ? Signal.pause("asks")
                            : Signal.pause("waits", run.process.now().plusMillis(own.nextInt(50)));
                }
            }
            case 2 -> {
                Object value = Lots.run(run.drawn.lot(), node, task.mapIndex(), task.attempt(), inputs);
                if (call != null) {
                    call.value = value;
                }
                throw Signal.success(value);
            }
            default -> {}
        }
        return Lots.run(run.drawn.lot(), node, task.mapIndex(), task.attempt(), inputs);
    }
}
