package dev.reeve.server.ui;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.LogBatch;
import dev.reeve.api.LogLevel;
import dev.reeve.api.Question;
import dev.reeve.api.RunLine;
import dev.reeve.api.StateJson;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run in hand, told to the server as its runner would. Times go on by themselves, from a beginning in the past. */
final class SeededRun {
    private static final int BATCH = 1_000;

    private final ClaimedRun run;
    private final RunnerClient runner;
    private Instant now = Instant.EPOCH;
    private long nextEvent;
    private long nextLine;
    private int lineCount;

    SeededRun(ReeveClient client, ClaimedRun run) {
        this.run = run;
        this.runner = client.runner(run.runId(), String.valueOf(run.runKey()));
    }

    String id() {
        return run.runId();
    }

    void tell(Event... events) throws InterruptedException {
        runner.events(new EventBatch(run.epoch(), nextEvent, List.of(events)));
        nextEvent += events.length;
    }

    private static StateJson tries(String name, int attempt, int failed) {
        return new StateJson(name, null, attempt, failed, null, null, null, null, null, null);
    }

    void begin(Instant at) throws InterruptedException {
        now = at;
        tell(Event.state(-1, -1, now, "Pending", tries("Running", 1, 0)));
    }

    /** In a later epoch, before it begins: the task is put back. */
    void again(int node, String from) throws InterruptedException {
        tell(Event.state(node, -1, Instant.now(), from, StateJson.of("Pending", null)));
    }

    /** It waits for a person. */
    void asks(int node, String reason, Question question) throws InterruptedException {
        tell(
                Event.state(node, -1, now, "Pending", tries("Queued", 1, 0)),
                Event.state(node, -1, now, "Queued", tries("Running", 1, 0)),
                Event.state(
                        node,
                        -1,
                        now,
                        "Running",
                        new StateJson("Paused", reason, 2, 0, null, null, null, null, null, null)),
                Event.asked(node, -1, now, question));
    }

    SeededRun at(Instant time) {
        now = time;
        return this;
    }

    private void pass(Duration time) {
        Instant next = now.plus(time);
        now = next.isAfter(Instant.now()) ? Instant.now() : next;
    }

    void running(int node, int child) throws InterruptedException {
        tell(
                Event.state(node, child, now, "Pending", tries("Queued", 1, 0)),
                Event.state(node, child, now, "Queued", tries("Running", 1, 0)));
    }

    void done(int node, int child) throws InterruptedException {
        now = Instant.now();
        tell(
                Event.stored(
                        node,
                        child,
                        now,
                        "file:/results/" + run.name().hashCode() + "/" + node + "." + child,
                        "c0ffee"),
                Event.state(node, child, now, "Running", StateJson.of("Success", null)));
    }

    void success(int node, int child, Duration time) throws InterruptedException {
        Instant start = now;
        pass(time);
        tell(
                Event.state(node, child, start, "Pending", tries("Queued", 1, 0)),
                Event.state(node, child, start, "Queued", tries("Running", 1, 0)),
                Event.stored(
                        node,
                        child,
                        now,
                        "file:/results/" + Math.abs(run.name().hashCode()) + "/" + node + "." + child,
                        "c0ffee"),
                Event.state(node, child, now, "Running", StateJson.of("Success", null)));
    }

    /** So many tasks one after another, a second each; that one takes a while. */
    void successes(int count, int slow) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            Instant start = now;
            pass(node == slow ? Duration.ofSeconds(9) : Duration.ofMillis(20));
            events.add(Event.state(node, -1, start, "Pending", tries("Queued", 1, 0)));
            events.add(Event.state(node, -1, start, "Queued", tries("Running", 1, 0)));
            events.add(Event.state(node, -1, now, "Running", StateJson.of("Success", null)));
        }
        tell(events.toArray(Event[]::new));
    }

    /** Who called its function, of a cluster. */
    void called(int node, int child, int attempt, String worker) throws InterruptedException {
        tell(Event.called(node, child, now, attempt, worker));
    }

    void map(int node, int width) throws InterruptedException {
        tell(Event.state(
                node,
                -1,
                now,
                "Pending",
                new StateJson("Mapped", null, null, null, null, null, width, null, null, null)));
    }

    void mapped(int node) throws InterruptedException {
        tell(Event.state(node, -1, now, "Mapped", StateJson.of("Success", null)));
    }

    /** Twice, as one retry is registered. */
    void fails(int node, String trace) throws InterruptedException {
        Instant start = now;
        pass(Duration.ofSeconds(3));
        String line = trace.lines().findFirst().orElse("");
        boolean typed = line.contains("Exception: ");
        String type = typed ? line.substring(0, line.indexOf(": ")) : "java.io.IOException";
        String cause = typed ? line.substring(line.indexOf(": ") + 2) : line;
        StateJson again = new StateJson("Retrying", cause, 2, 1, now.plusSeconds(1), null, null, null, null, null);
        Instant second = now.plusSeconds(1);
        pass(Duration.ofSeconds(4));
        tell(
                Event.state(node, -1, start, "Pending", tries("Queued", 1, 0)),
                Event.state(node, -1, start, "Queued", tries("Running", 1, 0)),
                Event.failed(node, -1, second, 1, trace),
                Event.state(node, -1, second, "Running", again),
                Event.state(node, -1, second, "Retrying", tries("Queued", 2, 1)),
                Event.state(node, -1, second, "Queued", tries("Running", 2, 1)),
                Event.failed(node, -1, now, 2, trace),
                Event.state(
                        node,
                        -1,
                        now,
                        "Running",
                        new StateJson("Failed", cause, null, null, null, null, null, null, 2, type)));
    }

    void skip(int node, String state, String reason) throws InterruptedException {
        tell(Event.state(node, -1, now, "Pending", StateJson.of(state, reason)));
    }

    void artifact(int node, ArtifactJson artifact) throws InterruptedException {
        tell(Event.artifact(node, -1, now, 1, artifact));
    }

    void end(String state, @Nullable String message) throws InterruptedException {
        Integer attempts = state.equals("Failed") ? 1 : null;
        String type = state.equals("Failed") ? "java.io.IOException" : null;
        tell(Event.state(
                -1,
                -1,
                now,
                "Running",
                new StateJson(state, message, null, null, null, null, null, null, attempts, type)));
    }

    void log(int node, LogLevel level, String text) throws InterruptedException {
        write(List.of(new RunLine(now, level, node, -1, "com.example.Orders", text)));
    }

    /** So many short lines of that task. */
    void lines(int node, int count) throws InterruptedException {
        List<RunLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(new RunLine(now, LogLevel.INFO, node, -1, "com.example.Shop", "order " + i));
        }
        write(lines);
    }

    /** So many lines of the mapped task. */
    void lines(int count) throws InterruptedException {
        List<RunLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int line = lineCount++;
            LogLevel level = line % 997 == 996 ? LogLevel.WARN : line % 5 == 0 ? LogLevel.DEBUG : LogLevel.INFO;
            String text = "page " + line + " of the shop: " + (line * 37 % 251) + " orders"
                    + (line % 997 == 996 ? ", answered slowly" : "");
            lines.add(new RunLine(now, level, 1, line % 60, "com.example.Shop", text));
            if (lines.size() == BATCH) {
                write(lines);
                lines.clear();
            }
        }
        write(lines);
    }

    private void write(List<RunLine> lines) throws InterruptedException {
        if (!lines.isEmpty()) {
            runner.logs(new LogBatch(run.epoch(), nextLine, List.copyOf(lines)));
            nextLine += lines.size();
        }
    }
}
