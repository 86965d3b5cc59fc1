package dev.reeve.engine.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.record.AnswerBox;
import dev.reeve.engine.record.PostedAnswer;
import dev.reeve.engine.record.Records;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of this process takes answers that were left beside its record, as another process leaves them. */
@Timeout(60)
final class AnswerDeskTest {
    private static final Flow FLOW = Flow.define("ask", f -> {
        Output<Approval> said = f.approval("Publish?").named("ask");
        f.task(AnswerDeskTest::word, said.get(Approval::comment)).named("after");
    });

    @TempDir
    Path directory;

    static String word(String text) {
        return text;
    }

    private RunOptions recorded() {
        return RunOptions.DEFAULT.recordsIn(directory);
    }

    private PostedAnswer.Reply answer(FlowRun run, String task, @Nullable Boolean decision, String... fields)
            throws IOException {
        AnswerBox box = new AnswerBox(Records.in(directory));
        String ticket = box.put(new PostedAnswer(run.id(), task, decision, "fine", List.of(fields), "ann"));
        Optional<PostedAnswer.Reply> reply = box.replied(ticket);
        while (reply.isEmpty()) {
            Thread.onSpinWait();
            reply = box.replied(ticket);
        }
        box.forget(ticket);
        return reply.get();
    }

    private static FlowRun ended(FlowRun run) throws InterruptedException {
        while (!run.await().state().isFinished()) {
            Thread.onSpinWait();
        }
        return run;
    }

    private List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("answers"))) {
            return files.toList();
        }
    }

    @Test
    void aRunThatWaitsTakesTheAnswerAndGoesOn() throws Exception {
        FlowRun run = FLOW.start(recorded()).await();
        assertThat(run.state()).isInstanceOf(State.Paused.class);
        assertThat(answer(run, "ask", true)).isEqualTo(PostedAnswer.Reply.ACCEPTED);
        assertThat(ended(run).task("after").value()).isEqualTo("fine");
        assertThat(answers()).isEmpty();
    }

    @Test
    void anAnswerThatTheTaskDoesNotAskForIsRefusedAndItWaitsOn() throws Exception {
        FlowRun run = FLOW.start(recorded()).await();
        assertThat(answer(run, "ask", null).words()).contains("ask asks for a decision: say --approve or --reject");
        assertThat(answer(run, "after", true).words())
                .contains("Task \"after\" of run " + run.id() + " does not wait for a person any more")
                .contains("What waits: ask.");
        assertThat(run.state()).isInstanceOf(State.Paused.class);
        assertThat(answer(run, "ask", true).accepted()).isTrue();
        ended(run);
    }

    @Test
    void ofTwoAnswersAtOnceOneIsTaken() throws Exception {
        FlowRun run = FLOW.start(recorded()).await();
        AnswerBox box = new AnswerBox(Records.in(directory));
        List<String> tickets = List.of(
                box.put(new PostedAnswer(run.id(), "ask", true, "one", List.of(), "ann")),
                box.put(new PostedAnswer(run.id(), "ask", true, "two", List.of(), "ben")));
        while (tickets.stream().anyMatch(ticket -> reply(box, ticket).isEmpty())) {
            Thread.onSpinWait();
        }
        assertThat(tickets.stream()
                        .filter(ticket -> reply(box, ticket).orElseThrow().accepted()))
                .hasSize(1);
        assertThat(ended(run).state().isSuccessful()).isTrue();
    }

    private static Optional<PostedAnswer.Reply> reply(AnswerBox box, String ticket) {
        try {
            return box.replied(ticket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTaskThatWaitsWhileOthersRunIsAnsweredToo() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Flow flow = Flow.define("both", f -> {
            f.approval("Publish?").named("ask");
            f.action(CountDownLatch::await, Inputs.value(go)).named("long");
        });
        FlowRun run = flow.start(recorded());
        while (!(run.task("ask").state() instanceof State.Paused)) {
            Thread.onSpinWait();
        }
        assertThat(answer(run, "ask", false).accepted()).isTrue();
        assertThat(run.task("ask").state().isFinished()
                        || run.task("ask").state() instanceof State.Queued
                        || run.task("ask").state().isRunning())
                .isTrue();
        assertThat(run.state().isFinished()).isFalse();
        go.countDown();
        assertThat(ended(run).task("ask").value()).isEqualTo(new Approval(false, "fine", "ann"));
    }

    @Test
    void aRunInItsCallersThreadIsAnsweredThoughNobodyWaitsForIt() throws Exception {
        FlowRun run = FLOW.start(recorded().executor(TaskExecutors.inThread()));
        assertThat(run.state()).isInstanceOf(State.Paused.class);
        assertThat(answer(run, "ask", true).accepted()).isTrue();
        assertThat(ended(run).task("after").value()).isEqualTo("fine");
    }

    @Test
    void anAnswerToARunOfAnotherProcessIsLeftAlone() throws Exception {
        FlowRun run = FLOW.start(recorded()).await();
        AnswerBox box = new AnswerBox(Records.in(directory));
        String other = box.put(new PostedAnswer("01kn4p000000000000000000zz", "ask", true, "", List.of(), "ann"));
        assertThat(answer(run, "ask", true).accepted()).isTrue();
        ended(run);
        assertThat(box.posted(other)).isPresent();
        assertThat(box.replied(other)).isEmpty();
    }
}
