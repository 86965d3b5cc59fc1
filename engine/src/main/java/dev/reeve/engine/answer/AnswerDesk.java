package dev.reeve.engine.answer;

import dev.reeve.engine.record.AnswerBox;
import dev.reeve.engine.record.PostedAnswer;
import dev.reeve.engine.record.Records;
import dev.reeve.spi.ActiveRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/**
 * Hands the runs of this process the answers that people gave in others. Looks for them five times a second, from the
 * first time that a task run waits for a person until no run is left. Thread-safe.
 */
public final class AnswerDesk {
    private static final long BETWEEN_LOOKS = 200_000_000;
    private static final int LOOKS_WITHOUT_RUNS = 25;
    private static final long STILL_WAITING_MILLIS = 20;

    private final Records records;
    private final Map<String, ActiveRun> runs = new ConcurrentHashMap<>();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    /** Whether somebody looks. Guarded by this. */
    private boolean open;

    /** That of runs with these records. */
    public AnswerDesk(Records records) {
        this.records = records;
    }

    /** A run of this process, one that is part of no other. Told once it was started. */
    public void add(ActiveRun run) {
        runs.put(run.id(), run);
        run.completion().whenComplete((view, bug) -> {
            if (view == null || view.state().isFinished()) {
                runs.remove(run.id());
            } else {
                open(); // it may have waited before it was told of here
            }
        });
    }

    /** Some task run waits for a person. Quick. */
    public synchronized void open() {
        if (!open) {
            open = true;
            start(this::look, "reeve-answers");
        }
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        AnswerBox box = new AnswerBox(records);
        for (int without = 0; goesOn(without); LockSupport.parkNanos(BETWEEN_LOOKS)) {
            try {
                without = runs.isEmpty() ? without + 1 : 0;
                for (String ticket : box.tickets()) {
                    serve(box, ticket);
                }
                runs.values().removeIf(run -> run.view().state().isFinished());
            } catch (IOException | RuntimeException e) { // the next look may do better
                LoggerFactory.getLogger(AnswerDesk.class)
                        .debug("answers in {} cannot be read: {}", records.location(), e.toString());
            }
        }
    }

    private synchronized boolean goesOn(int without) {
        open = without < LOOKS_WITHOUT_RUNS;
        return open;
    }

    private void serve(AnswerBox box, String ticket) throws IOException {
        PostedAnswer answer =
                served.contains(ticket) ? null : box.posted(ticket).orElse(null);
        ActiveRun run = answer == null ? null : runs.get(answer.runId());
        if (answer != null && run != null && served.add(ticket)) {
            start(() -> reply(box, ticket, answer, run), "reeve-answer"); // it may run tasks, and code of the user
        }
    }

    private void reply(AnswerBox box, String ticket, PostedAnswer answer, ActiveRun run) {
        try {
            box.reply(ticket, outcome(answer, run));
        } catch (IOException e) {
            LoggerFactory.getLogger(AnswerDesk.class)
                    .warn(
                            "the answer to {} of run {} cannot be acknowledged: {}",
                            answer.task(),
                            answer.runId(),
                            e.toString());
        } finally {
            served.remove(ticket);
        }
    }

    private static PostedAnswer.Reply outcome(PostedAnswer answer, ActiveRun run) {
        try {
            WaitingTask task = waiting(answer, run);
            Object value =
                    new Answers(answer.decision(), answer.comment(), answer.fields(), answer.by()).valueFor(task);
            CompletableFuture<Void> given = new CompletableFuture<>();
            start(
                    () -> {
                        try {
                            if (value == null) {
                                run.resume(task.path(), answer.by());
                            } else {
                                run.answer(task.path(), value, answer.by());
                            }
                            given.complete(null);
                        } catch (Throwable refused) {
                            given.completeExceptionally(refused);
                        }
                    },
                    "reeve-answered");
            return taken(given, answer, run);
        } catch (RuntimeException | Error refused) {
            return new PostedAnswer.Reply(false, String.valueOf(refused.getMessage()));
        }
    }

    /** A run in its caller's thread works on before it says that it took the answer: then its state says it. */
    private static PostedAnswer.Reply taken(CompletableFuture<Void> given, PostedAnswer answer, ActiveRun run) {
        while (true) {
            try {
                given.get(STILL_WAITING_MILLIS, TimeUnit.MILLISECONDS);
                return PostedAnswer.Reply.ACCEPTED;
            } catch (ExecutionException refused) {
                return new PostedAnswer.Reply(
                        false,
                        String.valueOf(Objects.requireNonNullElse(refused.getCause(), refused)
                                .getMessage()));
            } catch (TimeoutException e) {
                boolean waits = WaitingTask.of(run.view()).stream()
                        .anyMatch(task -> task.path().equals(answer.task()));
                if (!waits) {
                    return PostedAnswer.Reply.ACCEPTED;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new PostedAnswer.Reply(false, "the process that runs it is about to end");
            }
        }
    }

    private static WaitingTask waiting(PostedAnswer answer, ActiveRun run) {
        List<WaitingTask> waiting = WaitingTask.of(run.view());
        return waiting.stream()
                .filter(task -> task.path().equals(answer.task()))
                .findFirst()
                .orElseThrow(() -> new RefusedAnswerException("Task \"" + answer.task() + "\" of run " + answer.runId()
                        + " does not wait for a person any more."
                        + (waiting.isEmpty()
                                ? ""
                                : " What waits: "
                                        + String.join(
                                                ", ",
                                                waiting.stream()
                                                        .limit(10)
                                                        .map(WaitingTask::path)
                                                        .toList())
                                        + ".")));
    }
}
