package dev.reeve.engine.familiar;

import static dev.reeve.Inputs.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a run finds around it: configuration, secrets, and slots. */
final class SurroundingsTest {
    private static String use(Secret secret) {
        return secret.reveal();
    }

    /** Elsewhere any name makes a setting; here those there are, each read as its type. */
    // 91
    @Test
    void aVariableOfTheEnvironmentSetsASettingOfItsType() {
        Configuration configuration =
                Configuration.load(new Surroundings(Path.of("nowhere"), Map.of("REEVE_EXECUTOR_THREADS", "2"), 8));
        assertThat(configuration.get(Settings.EXECUTOR_THREADS)).isEqualTo(2);
    }

    /** Elsewhere JSON in a secret is read; here a secret is the text that it is, asked for by its name as it stands. */
    // 92
    @Test
    void aSecretIsTextAndOneThatNobodyKnowsFailsItsTask() {
        Flow flow = Flow.define("secrets", f -> {
            f.task(SurroundingsTest::use, secret("Token")).named("known");
            f.task(SurroundingsTest::use, secret("TOKEN")).named("unknown");
        });
        Map<String, String> secrets = Map.of("Token", "{\"x\":42}");
        FlowRun run = flow.run(RunOptions.DEFAULT.secrets(name -> Optional.ofNullable(secrets.get(name))));
        assertThat(run.task("known").value()).isEqualTo("{\"x\":42}");
        assertThat(run.task("unknown").error().orElseThrow().message()).contains("TOKEN");
    }

    // 95
    @Test
    void aTaskThatMayNotRunYetIsQueuedAndRunsLater() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Flow flow = Flow.define("limited", f -> {
            f.action(() -> {
                        begun.countDown();
                        end.await();
                    })
                    .named("first")
                    .requires("licence", 1);
            f.action(() -> {}).named("second").requires("licence", 1);
        });
        FlowRun run =
                flow.start(RunOptions.DEFAULT.executor(TaskExecutors.threads(2)).limit("licence", 1));
        begun.await();
        assertThat(run.task("second").state())
                .isInstanceOfSatisfying(
                        State.Queued.class,
                        queued -> assertThat(queued.reason()).contains("licence"));
        end.countDown();
        assertThat(run.await().state().name()).isEqualTo("Success");
        assertThat(Seen.history(run.task("second"))).endsWith("Queued", "Running", "Success");
    }

    private static int onSecondAttempt() {
        if (TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return 1;
    }

    /** Elsewhere a failed attempt is first Failed; here Failed is for good, and Retrying says why. */
    // 96
    @Test
    void aRetryWithoutWaitStaysInTheRun() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Flow flow = Flow.define(
                "retries",
                f -> f.task(SurroundingsTest::onSecondAttempt)
                        .retries(1, Duration.ZERO)
                        .onStateChange(change -> told.add(change.to().name())));
        assertThat(flow.run().state().name()).isEqualTo("Success");
        assertThat(told).containsExactly("Queued", "Running", "Retrying", "Queued", "Running", "Success");
    }
}
