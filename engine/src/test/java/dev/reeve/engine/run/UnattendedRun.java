package dev.reeve.engine.run;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import java.time.Duration;

/** A process that starts a run and waits for nothing. */
final class UnattendedRun {
    private UnattendedRun() {}

    static void fails() {
        if (TaskRun.current().attempt() < 3) {
            throw new IllegalStateException("not yet");
        }
    }

    public static void main(String[] arguments) {
        Flow.define("unattended", f -> {
                    var before = f.action(UnattendedRun::fails).retries(2, Duration.ofMillis(200));
                    f.action(() -> System.out.println("done")).named("says").after(before);
                })
                .start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)));
    }
}
