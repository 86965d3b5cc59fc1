package dev.reeve.examples.tutorial;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A run that is asked to stop. */
public final class Cancelling {
    private final CountDownLatch begun = new CountDownLatch(1);

    /** The flow. */
    public Flow flow() {
        return Flow.define("cancelling", f -> f.action(this::count));
    }

    // snippet: ends-early
    void count() {
        begun.countDown();
        long counted = 0;
        while (!TaskRun.current().cancelled()) {
            counted++;
        }
        TaskRun.current().logger().info("stopped after {}", counted);
    }
    // snippet end

    /** Starts a run and cancels it. */
    FlowRun startAndCancel() throws InterruptedException {
        // snippet: cancel
        FlowRun run = flow().start(RunOptions.DEFAULT.grace(Duration.ofSeconds(10)));
        begun.await();
        run.cancel("the shop is closed");
        run.await();
        System.out.println(run.state().name() + ": " + run.state().message());
        // snippet end
        return run;
    }

    /** Starts a run and cancels it. */
    public static void main(String[] args) throws InterruptedException {
        new Cancelling().startAndCancel();
    }
}
