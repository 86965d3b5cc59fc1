package dev.reeve.testing;

import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Secret;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class TaskTesterTest {
    private static String told() {
        TaskRun run = TaskRun.current();
        run.logger().info("attempt {} of {}", run.attempt(), run.taskName());
        return String.join(
                " ",
                run.taskRunName(),
                String.valueOf(run.parameters().get("country")),
                String.valueOf(run.scheduledTime()),
                String.valueOf(run.zone()),
                run.tags().toString(),
                run.answer(Boolean.class).map(String::valueOf).orElse("-"),
                String.valueOf(run.cancelled()));
    }

    @Test
    void aFunctionIsToldWhatTheTestSays() {
        TaskCall<String> call = TaskTester.named("fetch")
                .with("country", "Italy")
                .attempt(2)
                .mapIndex(3)
                .tags("slow")
                .scheduled(Instant.parse("2026-03-01T12:00:00Z"))
                .zone(ZoneId.of("Europe/Rome"))
                .answered(true)
                .cancelled()
                .call(TaskTesterTest::told);

        assertThat(call)
                .succeeded()
                .hasResult("fetch[3] Italy 2026-03-01T12:00:00Z Europe/Rome [slow] true true")
                .logged(Level.INFO, "attempt 2 of fetch");
    }

    @Test
    void withoutMoreItIsTheFirstAttemptOfATaskThatIsNotMapped() {
        assertThat(TaskTester.named("fetch").call(() -> told()).value())
                .isEqualTo("fetch null 2026-01-01T00:00:00Z Z [] - false");
    }

    @Test
    void aContextThatIsAnInputIsHandedOver() {
        TaskCall<String> call = TaskTester.named("fetch")
                .secret("token", "s3cret")
                .call(run -> {
                    Secret token = run.secret("token");
                    run.artifact(Artifact.markdown("note", "hello"));
                    return token + " " + token.reveal().length();
                });

        assertThat(call).hasResult("*** 6").hasArtifact(Artifact.markdown("note", "hello"));
    }

    @Test
    void aSecretThatTheTestDoesNotKnowIsRefusedAndNearNamesAreTold() {
        TaskCall<Secret> call = TaskTester.named("fetch").secret("token", "x").call(run -> run.secret("tokem"));

        assertThat(call).failedWith(NoSuchElementException.class, "Did you mean \"token\"?");
    }

    @Test
    void whatItThrowsIsCaughtAndASignalIsKnown() {
        assertThat(TaskTester.named("a").callAction(() -> {
                    throw Signal.skip("nothing to load");
                }))
                .wasSkipped("nothing");
        assertThat(TaskTester.named("a").call(() -> {
                    throw new IOException("503");
                }))
                .failedWith(IOException.class, "503");
        assertThat(TaskTester.named("a").<Integer>call(() -> {
                    throw Signal.success(7);
                }))
                .hasResult(7);
    }

    @Test
    void afterTheCallNoTaskRunsOnTheThread() {
        TaskTester.named("a").call(TaskTesterTest::told);

        assertThatThrownBy(TaskRun::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsNotAsExpectedIsSaidWithTheLog() {
        TaskCall<String> call = TaskTester.named("fetch").call(TaskTesterTest::told);

        assertThatThrownBy(() -> assertThat(call).failedWith(IOException.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Task \"fetch\" should have failed with java.io.IOException")
                .hasMessageContaining("task \"fetch\" returned \"fetch null")
                .hasMessageContaining("INFO attempt 1 of fetch");
    }
}
