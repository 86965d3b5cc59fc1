package dev.reeve.cli;

import dev.reeve.cli.runs.RecordedRuns;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.record.AnswerBox;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.PostedAnswer;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.text.Shown;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An answer for a run that another process has: it is left beside the record, and that process says what came of it. */
final class LiveAnswer {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final RecordedRuns runs;
    private final Console console;

    LiveAnswer(RecordedRuns runs, Console console) {
        this.runs = runs;
        this.console = console;
    }

    /**
     * Gives it, and waits for the reply.
     *
     * @throws MistakeException if the task does not take it, or nobody replies in time
     */
    int give(RecordedRun run, PostedAnswer answer) throws IOException {
        Opening.Runner process = run.opening().runner();
        AnswerBox box = new AnswerBox(runs.records());
        String ticket = box.put(answer);
        Optional<PostedAnswer.Reply> reply;
        try {
            reply = await(box, ticket);
        } finally {
            box.forget(ticket);
        }
        if (reply.isEmpty()) {
            throw new MistakeException("Run " + run.id() + " is held by process " + process.pid() + " on "
                    + Shown.clean(process.host()) + ", which took no answer within " + LONGEST_WAIT.toSeconds()
                    + " s, so it was withdrawn. See with reeve why " + run.id()
                    + " whether it still waits; answer there, or end that process and answer again.");
        }
        if (!reply.get().accepted()) {
            throw new MistakeException(reply.get().words());
        }
        console.out()
                .println("Answered " + Shown.clean(answer.task()) + " of run " + run.id() + "; process " + process.pid()
                        + " goes on with it.");
        return ExitCode.OK;
    }

    private static Optional<PostedAnswer.Reply> await(AnswerBox box, String ticket) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        Optional<PostedAnswer.Reply> reply = box.replied(ticket);
        while (reply.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            reply = box.replied(ticket);
        }
        return reply;
    }
}
