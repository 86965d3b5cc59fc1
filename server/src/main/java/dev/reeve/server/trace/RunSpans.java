package dev.reeve.server.trace;

import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.spi.TraceIds;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of a run's history: one for the run from its beginning to its end, in it one for each task run, one for each
 * attempt where there are several, and one for each wait for an agent. If the run goes on after it ended, that is a span of
 * its own below the first. The same history makes the same spans. A span is given on as soon as it ended, so that what is kept
 * in memory are task runs that go on at the same time. Not thread-safe, used once.
 */
final class RunSpans {
    /** The server reopens a run that its agent lost in the same transaction; people take longer. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final RunView run;
    private final String trace;
    private final String parent;
    /** As its runner calls it, which gives the identifiers of spans on to those whom tasks call. */
    private final String id;

    private final Function<TaskKey, String> labels;
    private final Map<String, Object> about;
    private final Consumer<Span> out;
    private final Set<TaskKey> launching;
    private final Map<TaskKey, List<Span>> launched = new HashMap<>();
    private final Map<TaskKey, OpenSpan> open = new LinkedHashMap<>();
    private final List<Span.Happening> events = new ArrayList<>();
    private int going = 1;
    private int waits;
    private @Nullable Instant began;
    private @Nullable Instant waitsSince;
    private @Nullable HistoryLine ended;

    /**
     * Begins.
     *
     * @param root the run that the whole trace is of
     * @param parent the span that the run lies in; empty: none
     * @param labels what task runs are called
     * @param about what else there is to say of the run
     * @param launching task runs that are runs
     */
    RunSpans(
            RunView run,
            String root,
            String parent,
            Function<TaskKey, String> labels,
            Map<String, Object> about,
            Set<TaskKey> launching,
            Consumer<Span> out) {
        this.run = run;
        this.launching = launching;
        this.id = run.inner() == null
                ? run.id().toString()
                : run.inner().root() + "." + run.inner().path();
        this.trace = TraceIds.trace(root);
        this.parent = parent;
        this.labels = labels;
        this.about = about;
        this.out = out;
    }

    /** The next line, in the order of the history. */
    void line(HistoryLine line) {
        if (line.key() == null) {
            run(line);
        } else {
            task(line.key(), line);
        }
    }

    private void run(HistoryLine line) {
        HistoryLine end = ended;
        if (end != null && !line.state().isFinished()) {
            if (reopenedAtOnce(end, line)) {
                events.add(new Span.Happening(
                        end.at(), end.state().name(), end.state().message()));
                leave(end.at(), end.state());
                ended = null;
            } else {
                end(end);
            }
        }
        if (began == null) {
            began = line.state() instanceof State.Scheduled s && s.due().isAfter(line.at()) ? s.due() : line.at();
        }
        switch (line.state()) {
            case State.Finished finished -> ended = line;
            case State.Pending s -> waits(line.at());
            case State.Queued s -> waits(line.at());
            case State.Scheduled s -> waits(s.due().isAfter(line.at()) ? s.due() : line.at());
            case State.Paused s -> happened(line);
            case State.Retrying s -> happened(line);
            case State.Cancelling s -> happened(line);
            case State.Mapped s -> happened(line);
            case State.Running s -> begins(line.at());
        }
    }

    private static boolean reopenedAtOnce(HistoryLine end, HistoryLine next) {
        return end.byServer()
                && next.byServer()
                && end.state() instanceof State.Crashed
                && Duration.between(end.at(), next.at()).compareTo(AT_ONCE) < 0;
    }

    private void happened(HistoryLine line) {
        events.add(
                new Span.Happening(line.at(), line.state().name(), line.state().message()));
    }

    private void waits(Instant since) {
        waitsSince = waitsSince == null ? since : waitsSince;
    }

    private void begins(Instant at) {
        if (waitsSince != null) {
            String part = " queued " + ++waits;
            String own = TraceIds.span(id, 0, "", going + part);
            out.accept(new Span(trace, own, runSpan(), "queued", waitsSince, at, Map.of(), List.of(), null));
        }
        waitsSince = null;
    }

    private void task(TaskKey key, HistoryLine line) {
        State state = line.state();
        OpenSpan span = open.get(key);
        if (state instanceof State.Pending) { // it begins anew
            if (span != null) {
                close(key, span, line.at(), span.last());
            }
            return;
        }
        if (span == null) {
            span = new OpenSpan(line.at(), line.epoch(), state);
            open.put(key, span);
        }
        Instant attempt = span.attemptStart();
        boolean goesOn = state instanceof State.Cancelling || state instanceof State.Running;
        if (attempt != null && !goesOn && (!state.isFinished() || span.attempt() > 1)) {
            attempt(key, span, attempt, line.at(), state);
        }
        if (state instanceof State.Running running) {
            span.runs(line.epoch(), running.tries().attempt(), line.at());
        } else if (!goesOn) {
            span.rests();
        }
        span.became(state, line.at());
        if (state.isFinished()) {
            close(key, span, line.at(), state);
        }
    }

    /** A worker of a cluster calls the function of its attempt. */
    void called(TaskKey key, String worker) {
        OpenSpan span = open.get(key);
        if (span != null) {
            span.calledBy(worker);
        }
    }

    private void attempt(TaskKey key, OpenSpan span, Instant start, Instant end, State then) {
        boolean failed = then instanceof State.Retrying || error(then) != null;
        String name = "attempt " + span.attempt();
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("reeve.attempt", span.attempt()));
        worker(span, attributes);
        out.accept(new Span(
                trace,
                TraceIds.span(id, span.epoch(), label(key), name),
                TraceIds.span(id, span.epoch(), label(key), ""),
                name,
                start,
                end,
                attributes,
                List.of(),
                failed ? message(then) : null));
    }

    private static void worker(OpenSpan span, Map<String, Object> attributes) {
        if (!span.worker().isEmpty()) {
            attributes.put("reeve.worker", span.worker());
        }
    }

    private void close(TaskKey key, OpenSpan span, Instant at, State state) {
        open.remove(key);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("reeve.task", label(key));
        attributes.put("reeve.state", state.name());
        if (span.attempt() > 0) {
            attributes.put("reeve.attempts", span.attempt());
        }
        worker(span, attributes);
        if (key.child()) {
            attributes.put("reeve.map_index", key.index());
        }
        if (error(state) == null && !state.message().isEmpty()) {
            attributes.put("reeve.message", state.message());
        }
        String own = TraceIds.span(id, span.epoch(), label(key), "");
        Span whole =
                new Span(trace, own, above(key), label(key), span.start, at, attributes, span.events(), error(state));
        out.accept(whole);
        if (launching.contains(key)) {
            launched.computeIfAbsent(key, first -> new ArrayList<>()).add(whole);
        }
    }

    private String above(TaskKey key) {
        TaskKey node = TaskKey.of(key.task());
        OpenSpan mapped = key.child() ? open.get(node) : null;
        return mapped == null ? runSpan() : TraceIds.span(id, mapped.epoch(), label(node), "");
    }

    /** The span of a task run in which a run lies that was made then. */
    String around(TaskKey key, Instant madeAt) {
        String around = TraceIds.span(id, 0, "", "run 1");
        for (Span each : launched.getOrDefault(key, List.of())) {
            if (around.isEmpty() || !each.start().isAfter(madeAt)) {
                around = each.id();
            }
        }
        return around;
    }

    /** Task runs that nobody goes on with. */
    private void leave(Instant at, State why) {
        for (TaskKey key : List.copyOf(open.keySet()).reversed()) { // children before their nodes
            OpenSpan span = open.get(key);
            if (span != null) {
                boolean lost = span.attemptStart() != null || span.last() instanceof State.Mapped;
                close(key, span, at, lost ? why : span.last());
            }
        }
    }

    private void end(HistoryLine end) {
        leave(end.at(), end.state());
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("reeve.run.id", run.id().toString());
        attributes.put("reeve.run.name", run.name());
        attributes.put("reeve.state", end.state().name());
        attributes.put("reeve.epoch", end.epoch());
        attributes.putAll(about);
        if (error(end.state()) == null && !end.state().message().isEmpty()) {
            attributes.put("reeve.message", end.state().message());
        }
        Instant start = began == null ? end.at() : began;
        String above = going == 1 ? parent : TraceIds.span(id, 0, "", "run 1");
        out.accept(new Span(
                trace, runSpan(), above, run.flowName(), start, end.at(), attributes, events, error(end.state())));
        events.clear();
        began = null;
        waitsSince = null;
        ended = null;
        waits = 0;
        going++;
    }

    /** There are no more lines. */
    void done() {
        if (ended != null) {
            end(ended);
        }
    }

    private String runSpan() {
        return TraceIds.span(id, 0, "", "run " + going);
    }

    private String label(TaskKey key) {
        return labels.apply(key);
    }

    private static @Nullable String error(State state) {
        return state.isFailed() ? message(state) : null;
    }

    private static String message(State state) {
        return state.message().isEmpty() ? state.name() : state.name() + ": " + state.message();
    }
}
