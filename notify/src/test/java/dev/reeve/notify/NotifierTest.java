package dev.reeve.notify;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static dev.reeve.notify.Occasion.runBecomes;
import static dev.reeve.notify.Occasion.runEnds;
import static dev.reeve.notify.Occasion.runFails;
import static dev.reeve.notify.Occasion.runRecovers;
import static dev.reeve.notify.Occasion.runSucceeds;
import static dev.reeve.notify.Occasion.taskBecomes;
import static dev.reeve.notify.Occasion.taskFails;
import static dev.reeve.notify.Occasion.taskRetries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.spi.RunWatcher;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows that run, and what is told of them. */
class NotifierTest {
    private static final AtomicBoolean BROKEN = new AtomicBoolean();

    private final Recorder recorder = new Recorder();
    private final Notifier notifier = Notifier.of(recorder);

    static int odd(int number) {
        if (number % 2 == 1) {
            throw new IllegalArgumentException("odd: " + number);
        }
        return number;
    }

    static void mayBreak() {
        if (BROKEN.get()) {
            throw new IllegalStateException("broken");
        }
    }

    static int total(List<Integer> numbers) {
        return numbers.size();
    }

    static void atFirst() {
        if (TaskRun.current().attempt() == 1) {
            throw new IllegalStateException("at first");
        }
    }

    static void reveal(Secret token) {
        if (!token.reveal().isEmpty()) {
            throw new IllegalStateException("refused");
        }
    }

    private List<Notice> told() throws InterruptedException {
        assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
        return recorder.notices();
    }

    private Flow mapped(Occasion first, Occasion... more) {
        return Flow.define("mapped", f -> {
            f.onStateChange(notifier.on(first, more));
            Output<List<Integer>> odd = f.map(NotifierTest::odd, each(List.of(0, 1, 2, 3)));
            f.task(NotifierTest::total, odd);
        });
    }

    @Test
    void ofAFailureItTellsFlowRunFirstCauseAndAllThatFailedThemselves() throws InterruptedException {
        FlowRun run = mapped(runFails()).run();
        assertThat(told()).hasSize(1);
        Notice notice = told().getFirst();
        assertThat(notice.title()).isEqualTo("Flow \"mapped\" failed");
        assertThat(notice.runId()).isEqualTo(run.id());
        assertThat(notice.runName()).isEqualTo(run.name());
        assertThat(notice.failedTasks())
                .extracting(Notice.FailedTask::task)
                .containsExactlyInAnyOrder("odd[1]", "odd[3]");
        assertThat(notice.failedCount()).isEqualTo(2);
        assertThat(notice.cause()).startsWith("odd[").contains(": IllegalArgumentException: odd: ");
        assertThat(notice.advice()).isEqualTo("reeve why " + run.id());
        assertThat(notice.startedAt()).isEqualTo(run.startedAt().orElseThrow());
        assertThat(notice.at()).isEqualTo(run.endedAt().orElseThrow());
        assertThat(notice.type()).isEqualTo("run.failed");
        assertThat(notice.recovered()).isFalse();
    }

    @Test
    void occasionsAreToldOfAndNothingElse() throws InterruptedException {
        Flow.define("good", f -> {
                    f.onStateChange(notifier.on(runSucceeds()));
                    f.onStateChange(notifier.on(runFails(), runRecovers()));
                    f.action(NotifierTest::atFirst).retries(1);
                })
                .run();
        assertThat(told()).extracting(Notice::title).containsExactly("Flow \"good\" succeeded");
    }

    @Test
    void aChangeOfSeveralKindsIsToldOnce() throws InterruptedException {
        mapped(runFails(), runEnds(), runBecomes(State.Failed.class)).run();
        assertThat(told()).hasSize(1);
    }

    @Test
    void retriesAndFailuresOfTasksAreToldWithTheirNames() throws InterruptedException {
        Flow.define("tasks", f -> {
                    f.onStateChange(notifier.on(taskRetries(), taskFails()));
                    f.action(NotifierTest::atFirst).named("shaky").retries(1);
                    var odd = f.map(NotifierTest::odd, each(List.of(0, 1)));
                    f.task(NotifierTest::total, odd).named("after");
                })
                .run();
        assertThat(told())
                .extracting(Notice::title)
                .containsExactlyInAnyOrder(
                        "Task \"shaky\" of flow \"tasks\" failed and will be tried again",
                        "Task \"odd[1]\" of flow \"tasks\" failed");
        assertThat(told()).extracting(Notice::type).containsExactlyInAnyOrder("task.retrying", "task.failed");
    }

    @Test
    void tasksAndStatesAreChosen() throws InterruptedException {
        Flow.define("chosen", f -> {
                    f.onStateChange(notifier.on(taskFails("b"), taskBecomes(State.TriggerFailed.class)));
                    f.task(NotifierTest::odd, value(1)).named("a");
                    var b = f.task(NotifierTest::odd, value(3)).named("b");
                    f.task(NotifierTest::odd, b).named("c");
                })
                .run();
        assertThat(told())
                .extracting(Notice::title)
                .containsExactlyInAnyOrder(
                        "Task \"b\" of flow \"chosen\" failed", "Task \"c\" of flow \"chosen\" could not run");
    }

    @Test
    void onATaskItTellsWhateverItIsTold() throws InterruptedException {
        Flow.define("task", f -> {
                    f.task(NotifierTest::odd, value(1)).onFailure(notifier.always());
                    f.task(NotifierTest::odd, value(3)).named("other");
                })
                .run();
        assertThat(told()).extracting(Notice::task).containsExactly("odd");
        assertThat(told().getFirst().message()).isEqualTo("IllegalArgumentException: odd: 1");
    }

    @Test
    void successAfterAFailureIsARecoveryAndTheNextIsNot() throws InterruptedException {
        Flow flow = Flow.define("recovers", f -> {
            f.onStateChange(notifier.on(runFails(), runRecovers()));
            f.onStateChange(notifier.on(runRecovers()));
            f.action(NotifierTest::mayBreak);
        });
        BROKEN.set(false);
        flow.run();
        BROKEN.set(true);
        flow.run();
        flow.run();
        BROKEN.set(false);
        flow.run();
        flow.run();
        assertThat(told())
                .extracting(Notice::title)
                .containsExactly(
                        "Flow \"recovers\" failed",
                        "Flow \"recovers\" failed",
                        "Flow \"recovers\" succeeded again",
                        "Flow \"recovers\" succeeded again");
        assertThat(told().getLast().type()).isEqualTo("run.recovered");
    }

    @Test
    void aResumedRunThatSucceedsIsARecoveryInAnotherProcessToo(@TempDir Path records) throws InterruptedException {
        RunOptions options = RunOptions.DEFAULT.recorded(true).recordsIn(records);
        Flow flow = Flow.define("resumed", f -> {
            f.onStateChange(notifier.on(runRecovers(), runFails()));
            f.action(NotifierTest::mayBreak);
        });
        BROKEN.set(true);
        FlowRun failed = flow.run(options);
        BROKEN.set(false);
        Recorder elsewhere = new Recorder();
        try (Notifier other = Notifier.of(elsewhere)) {
            flow.resume(failed.id(), options.onStateChange(other.on(runRecovers())));
        }
        assertThat(elsewhere.titles()).containsExactly("Flow \"resumed\" succeeded again");
        Recorder later = new Recorder();
        try (Notifier other = Notifier.of(later)) {
            RunOptions anew = options.resuming(Resumption.of(failed.id()).reuse(Resumption.Reuse.NOTHING));
            flow.run(anew.onStateChange(other.on(runRecovers(), runSucceeds())));
        }
        assertThat(later.titles()).containsExactly("Flow \"resumed\" succeeded");
        assertThat(told()).hasSize(2);
        assertThat(told().getLast().startedAt()).isAfter(told().getFirst().at());
    }

    @Test
    void aRunThatATaskIsIsNoNewsButItsTasksAreNamed() throws InterruptedException {
        Flow child = Flow.define("child", f -> {
            f.onStateChange(notifier.on(runFails()));
            f.task(NotifierTest::odd, value(5));
        });
        Flow.define("parent", f -> {
                    f.onStateChange(notifier.on(runFails(), taskFails()));
                    f.subflow(child).named("load");
                })
                .run();
        assertThat(told())
                .extracting(Notice::title)
                .containsExactly("Task \"odd\" of flow \"child\" failed", "Flow \"parent\" failed");
        assertThat(told().getLast().cause()).isEqualTo("load/odd: IllegalArgumentException: odd: 5");
        assertThat(told().getLast().failedCount()).isEqualTo(1);
    }

    @Test
    void ofATaskThatIsManyRunsTheFailedOnesAreNamed() throws InterruptedException {
        Flow.define("fan", f -> {
                    f.onStateChange(notifier.on(runFails()));
                    f.fanOut(value(List.of(0, 1, 2, 3)), number -> f.task(NotifierTest::odd, number))
                            .named("each_number");
                })
                .run();
        assertThat(told()).hasSize(1);
        assertThat(told().getFirst().failedTasks())
                .extracting(Notice.FailedTask::task)
                .containsExactlyInAnyOrder("each_number[1]/odd", "each_number[3]/odd");
        assertThat(told().getFirst().failedCount()).isEqualTo(2);
    }

    @Test
    void ofManyFailedTasksTheFirstAreNamedAndAllCounted() throws InterruptedException {
        Flow.define("many", f -> {
                    f.onStateChange(notifier.on(runFails()));
                    f.map(
                            NotifierTest::odd,
                            each(IntStream.range(0, 3_000).boxed().toList()));
                })
                .run();
        assertThat(told().getFirst().failedTasks()).hasSize(Notice.MOST_TASKS);
        assertThat(told().getFirst().failedCount()).isEqualTo(1_500);
    }

    @Test
    void ofManyNoticesOfTasksTheFirstAreSentAndThatOfTheRunAsWell() throws InterruptedException {
        Flow.define("many", f -> {
                    f.onStateChange(notifier.on(taskFails(), runFails()));
                    f.map(
                            NotifierTest::odd,
                            each(IntStream.range(0, 3_000).boxed().toList()));
                })
                .run();
        assertThat(told()).hasSize(21);
        assertThat(told().getLast().title()).isEqualTo("Flow \"many\" failed");
    }

    @Test
    void theRunsSecretsAreAskedBeforeTheNotifiersAndNothingIsLeftOfThem() throws InterruptedException {
        try (Receiver receiver = Receiver.started();
                Logged logged = new Logged();
                Notifier own = Notifier.to(
                                Slack.webhook("slack"), Webhook.to("hook").signedWith("key"))
                        .secrets(name -> Optional.ofNullable(
                                Map.of("slack", "http://localhost:1/CANARY", "key", "CANARY-of-sixteen-bytes")
                                        .get(name)))
                        .build()) {
            Map<String, String> ofRun = Map.of(
                    "slack",
                    receiver.url("/slack-CANARY"),
                    "hook",
                    receiver.url("/hook-CANARY"),
                    "token",
                    "CANARY-token");
            Flow flow = Flow.define("secretive", f -> {
                f.onStateChange(own.on(runFails()));
                f.action(NotifierTest::reveal, secret("token"));
            });
            FlowRun run = flow.run(RunOptions.DEFAULT.secrets(name -> Optional.ofNullable(ofRun.get(name))));
            receiver.awaitRequest(2);
            assertThat(own.flush(Duration.ofMinutes(2))).isTrue();
            assertThat(receiver.requests())
                    .extracting(Receiver.Request::path)
                    .containsExactlyInAnyOrder("/slack-CANARY", "/hook-CANARY");
            assertThat(receiver.requests())
                    .allSatisfy(request ->
                            assertThat(request.text()).doesNotContain("CANARY").contains("secretive", run.name()));
            assertThat(logged.everything()).doesNotContain("CANARY");
            assertThat(own.toString() + own.on(runFails()))
                    .doesNotContain("CANARY")
                    .contains("secret \"slack\"");
        }
    }

    @Test
    void aReceiverThatKeepsSilentDelaysNoRunAndChangesNothingOfIt() throws Exception {
        try (RawReceiver silent = RawReceiver.doing(socket -> {});
                Logged logged = new Logged()) {
            Notifier own = Notifier.to(Webhook.to("hook"))
                    .secrets(name -> Optional.of(silent.url()))
                    .attemptLimit(Duration.ofHours(1))
                    .flushing(Duration.ofMillis(1))
                    .build();
            Flow flow = Flow.define("swift", f -> {
                f.onStateChange(own.on(runEnds()));
                f.task(NotifierTest::odd, value(2));
            });
            for (int i = 0; i < 300; i++) { // each would wait for an hour
                assertThat(flow.run().state().isSuccessful()).isTrue();
            }
            own.close();
            assertThat(logged.ours())
                    .anyMatch(line -> line.contains("256 notices wait for it already"))
                    .anyMatch(line -> line.contains("256 in all"));
        }
    }

    @Test
    void aHandlerThatIsCalledWithTheChangeAloneTellsWhatItKnows() throws InterruptedException {
        RunWatcher handler = notifier.on(runFails());
        StateChange change = new StateChange(
                "f", "run-7", "", -1, State.Running.FIRST, new State.TriggerFailed("no upstream"), Samples.NOON);
        handler.accept(change);
        assertThat(told()).extracting(Notice::title).containsExactly("Flow \"f\" could not run");
        assertThat(told().getFirst().runName()).isEqualTo("run-7");
        assertThat(told().getFirst().cause()).isEqualTo("no upstream");
        assertThat(told().getFirst().duration()).isZero();
    }

    @Test
    void aLinkLeadsToTheRun() throws InterruptedException {
        Notifier linked = Notifier.to(recorder)
                .link("https://reeve.example.com/{flow}/runs/{run_id}")
                .build();
        linked.send(Samples.failed("a flow/with & marks"));
        assertThat(linked.flush(Duration.ofMinutes(2))).isTrue();
        assertThat(recorder.notices().getFirst().url())
                .isEqualTo("https://reeve.example.com/a%20flow%2Fwith%20%26%20marks/runs/run-1");
    }

    @Test
    void theSampleCanBeSent() throws InterruptedException {
        notifier.send(Notice.sample());
        assertThat(told()).extracting(Notice::title).containsExactly("Flow \"sample-flow\" failed");
    }

    @Test
    void whatMakesNoSenseIsRefusedAtOnce() {
        assertThatThrownBy(Notifier::to).hasMessageContaining("tells nobody");
        Notifier.Builder builder = Notifier.to(recorder);
        assertThatThrownBy(() -> builder.capacity(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> builder.retries(0, dev.reeve.state.Backoff.none()))
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> builder.attemptLimit(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> builder.flushing(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> builder.atMostOfTasks(0, Duration.ofMinutes(1)))
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> runBecomes()).hasMessageContaining("no state is named");
    }
}
