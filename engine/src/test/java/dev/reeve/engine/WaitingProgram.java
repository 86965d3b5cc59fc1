package dev.reeve.engine;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program whose only task never ends by itself, and if it is told to be stubborn not even when interrupted. */
final class WaitingProgram {
    private WaitingProgram() {}

    public static void main(String[] args) {
        boolean stubborn = args[0].equals("stubborn");
        Flow flow = Flow.define(
                "waiting",
                f -> f.action(() -> {
                            System.out.println("waiting");
                            do {
                                LockSupport.park();
                            } while (stubborn || !Thread.currentThread().isInterrupted());
                        })
                        .named("wait"));
        RunOptions options = RunOptions.DEFAULT.grace(Duration.ofHours(1));
        FlowRun run = Foreground.run(
                flow, args[0].equals("in-thread") ? options.executor(TaskExecutors.inThread()) : options);
        System.out.println(run.state().name() + ": " + run.state().message());
        System.exit(Foreground.exitCode(run));
    }
}
