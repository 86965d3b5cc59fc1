package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.spi.Occasion;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a flow once for each data interval of its schedule in a span of time. What was done before, here or while the
 * flow was served, is not done again; a run whose process was killed goes on. Used by one thread, but for {@link #stop}.
 */
public final class Backfill {
    private static final int TRIES = 10;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger("dev.reeve.serve");

    /** More intervals than that are taken for a mistake. */
    public static final int MOST = 100_000;

    /** What becomes of an interval. */
    public enum Fate {
        /** It was done before. */
        DONE_BEFORE,
        /** Its run goes on elsewhere. */
        ELSEWHERE,
        /** It is to run. */
        TO_RUN,
        /** Its interrupted run is to go on. */
        TO_RESUME,
        /** Its run goes on. */
        RUNNING,
        /** Its run ended well. */
        SUCCEEDED,
        /** Its run ended otherwise. */
        FAILED,
        /** Its run was cancelled. */
        CANCELLED
    }

    /**
     * An interval.
     *
     * @param firing the firing that would have begun its run
     * @param runId its run; empty if it has none
     * @param state the name of its run's state; empty if it has none
     */
    public record Row(Firing firing, DataInterval interval, Fate fate, String runId, String state) {
        private Row with(Fate changed, String id, String name) {
            return new Row(firing, interval, changed, id, name);
        }
    }

    private final Flow flow;
    private final Schedule schedule;
    private final BackfillOptions options;
    private final ServeFiles files;
    private final Records records;
    private final Runs runs;
    private final Watch watch;
    private volatile boolean stopping;

    /**
     * A backfill that has not begun.
     *
     * @throws IllegalArgumentException if the flow has no schedule
     */
    public Backfill(Flow flow, BackfillOptions options, Path directory, Records records, Runs runs, Watch watch) {
        this.flow = flow;
        this.schedule = flow.schedule()
                .orElseThrow(() -> new IllegalArgumentException("Flow \"" + flow.name()
                        + "\" has no schedule, so it has no data intervals. Give it one with f.schedule(..)."));
        this.options = options;
        this.files = new ServeFiles(directory, flow.name());
        this.records = records;
        this.runs = runs;
        this.watch = watch;
    }

    /** No more runs begin, and those that go on are cancelled. May be called by any thread. */
    public void stop() {
        stopping = true;
        watch.wake();
    }

    /** The intervals and what would become of each. Runs nothing, and writes only what was found out. */
    public List<Row> plan() throws IOException {
        return plan(ServeLog.open(files.log(), flow.name()));
    }

    private List<Row> plan(ServeLog log) throws IOException {
        Map<String, ServeLog.Entry> before = new HashMap<>();
        for (ServeLog.Entry entry : log.entries().values()) {
            String key = entry.scheduled() + " " + entry.clock();
            ServeLog.Entry known = before.get(key);
            if (known == null || !known.done()) { // one that is done outranks whatever came later
                before.put(key, entry);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Row row : intervals()) {
            String clock = Clocks.key(row.firing());
            ServeLog.Entry entry = before.get(row.firing().time() + " " + clock);
            if (log.before().has(clock, row.firing().time()) && !options.again()) {
                rows.add(row.with(Fate.DONE_BEFORE, "", "")); // so long ago that its run is not named any more
            } else {
                rows.add(entry == null ? row : known(row, entry));
            }
        }
        Instant forgotten = log.before().forgotten();
        if (forgotten != null && options.from().isBefore(forgotten)) {
            LOG.warn(
                    "Of flow \"{}\" too much ran to keep it all in mind: what ran before {} may be taken for not done.",
                    flow.name(),
                    forgotten);
        }
        return rows;
    }

    private Row known(Row row, ServeLog.Entry entry) throws IOException {
        String state = entry.state();
        if (state == null || entry.open()) {
            RunSummary run = runs.recorded(entry.runId()).orElse(null);
            if (run == null || !run.problem().isEmpty()) {
                return row;
            }
            state = run.state().name();
            if (run.alive()) {
                return row.with(Fate.ELSEWHERE, entry.runId(), state);
            }
            boolean stopped = entry.state() != null && run.state() instanceof State.Cancelled;
            if (!run.state().isFinished() || run.state() instanceof State.Crashed || stopped) {
                return row.with(Fate.TO_RESUME, entry.runId(), state);
            }
        }
        return entry.ended(state).done() && !options.again() ? row.with(Fate.DONE_BEFORE, entry.runId(), state) : row;
    }

    /** Each clock's intervals lie between its firings. */
    private List<Row> intervals() {
        List<Clocks.Span> spans = Clocks.spans(schedule, options.from(), options.to(), MOST);
        if (spans.size() > MOST) {
            throw new IllegalArgumentException("There are more than " + MOST + " data intervals between "
                    + options.from() + " and " + options.to() + ". Choose a shorter span.");
        }
        return spans.stream()
                .map(span -> new Row(span.firing(), span.interval(), Fate.TO_RUN, "", ""))
                .toList();
    }

    /**
     * Runs them.
     *
     * @return all intervals; TO_RUN those that were not begun any more
     * @throws IllegalStateException if another process fills intervals of the flow
     * @throws InterruptedException if this thread was interrupted; then its runs were cancelled and have ended
     */
    public List<Row> run() throws IOException, InterruptedException {
        RecordStorage.Lock lock = lock();
        try {
            ServeLog log = ServeLog.open(files.log(), flow.name());
            return new Work(log, plan(log)).all();
        } finally {
            lock.release();
        }
    }

    /** Who serves the flow has this lock for a moment when it makes the log anew. */
    private RecordStorage.Lock lock() throws IOException, InterruptedException {
        for (int left = TRIES; left > 0; left--) {
            Optional<RecordStorage.Lock> lock = records.lock(files.backfillLock());
            if (lock.isPresent()) {
                return lock.get();
            }
            watch.pause(BETWEEN_TRIES);
        }
        throw new IllegalStateException(
                "Another process fills intervals of flow \"" + flow.name() + "\". Wait for its end, or stop it.");
    }

    /** What is under way. */
    private final class Work {
        private final ServeLog log;
        private final List<Row> rows;
        private final Map<Integer, Going> running = new LinkedHashMap<>();
        private int next;
        private boolean failed;
        private boolean cancelled;

        private Work(ServeLog log, List<Row> rows) {
            this.log = log;
            this.rows = new ArrayList<>(rows);
        }

        private List<Row> all() throws IOException, InterruptedException {
            boolean interrupted = false;
            while (true) {
                begin();
                if (running.isEmpty()) {
                    break;
                }
                try {
                    watch.pause(Serving.LONGEST_PAUSE);
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopping = true;
                }
                cancel();
                for (Map.Entry<Integer, Going> each : List.copyOf(running.entrySet())) {
                    ended(each.getKey(), each.getValue().outcome());
                }
            }
            if (interrupted) {
                throw new InterruptedException("the backfill was interrupted; its runs have ended");
            }
            return rows;
        }

        private void begin() throws IOException {
            while (next < rows.size() && running.size() < options.atOnce() && !stopping && !halted()) {
                int at = next++;
                Row row = rows.get(at);
                if (row.fate() == Fate.TO_RUN) {
                    begin(at, row, null);
                } else if (row.fate() == Fate.TO_RESUME) {
                    begin(at, row, row.runId());
                } else {
                    options.told().accept(row);
                }
            }
        }

        private boolean halted() {
            return failed && !options.keepGoing();
        }

        private void begin(int at, Row row, @Nullable String resumed) throws IOException {
            RunOptions asked = options.runs().recorded(true);
            String id = resumed == null ? runs.newId(watch.wall()) : resumed;
            if (resumed == null) {
                log.begun(new ServeLog.Entry(
                        id,
                        row.firing().time(),
                        row.interval(),
                        Clocks.key(row.firing()),
                        Occasion.Cause.BACKFILL,
                        null));
                asked = asked.firing(row.firing())
                        .occasion(new Occasion(
                                Occasion.Cause.BACKFILL,
                                row.interval(),
                                id,
                                "the backfill from " + options.from() + " to " + options.to()));
            } else {
                asked = asked.resuming(Resumption.of(resumed));
            }
            change(at, Fate.RUNNING, id, "Running");
            running.put(at, runs.begin(flow, asked, watch::wake));
        }

        private void change(int at, Fate fate, String id, String state) {
            rows.set(at, rows.get(at).with(fate, id, state));
            options.told().accept(rows.get(at));
        }

        private void cancel() {
            if (stopping && !cancelled) {
                cancelled = true;
                running.values().forEach(going -> going.cancel("the backfill was stopped"));
            }
        }

        private void ended(int at, Going.Outcome outcome) throws IOException {
            boolean paused = outcome.standing() == Going.Standing.WAITS;
            if (!outcome.standing().ended() && !paused) {
                return;
            }
            running.remove(at);
            String id = rows.get(at).runId();
            if (!paused) { // else its record tells, whenever somebody has answered
                log.ended(id, outcome.state());
            }
            boolean well = outcome.standing() == Going.Standing.SUCCEEDED;
            failed |= !well;
            Fate bad = outcome.standing() == Going.Standing.CANCELLED ? Fate.CANCELLED : Fate.FAILED;
            change(at, well ? Fate.SUCCEEDED : bad, id, outcome.state());
        }
    }
}
