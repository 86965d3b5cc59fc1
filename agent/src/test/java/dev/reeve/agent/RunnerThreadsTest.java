package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunnerThreadsTest {
    private record Told(String thread, Throwable what) {}

    @Test
    void whatEndsByAnErrorIsToldUnderTheNameOfItsRunAndTheNextOneRuns() throws Exception {
        LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, what) -> told.add(new Told(thread.getName(), what)));
        try (RunnerThreads threads = new RunnerThreads()) {
            Error error = new StackOverflowError("of the user");
            Future<?> first = threads.startKept("reeve-run-1", () -> {
                throw error;
            });
            assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(error);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(new Told("reeve-run-1", error));

            LinkedBlockingQueue<String> names = new LinkedBlockingQueue<>();
            threads.startKept(
                            "reeve-run-2",
                            () -> names.add(Thread.currentThread().getName()))
                    .get(60, TimeUnit.SECONDS);
            threads.named("reeve-logs-2")
                    .execute(() -> names.add(Thread.currentThread().getName()));
            assertThat(names.poll(60, TimeUnit.SECONDS)).isEqualTo("reeve-run-2");
            assertThat(names.poll(60, TimeUnit.SECONDS)).isEqualTo("reeve-logs-2");
            assertThat(told).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
