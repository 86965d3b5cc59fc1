package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.store.Durable;
import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.ServeEvent.Kind;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.serve.policy.Due;
import dev.reeve.serve.policy.Missed;
import dev.reeve.serve.policy.Words;
import dev.reeve.spi.Occasion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One flow that is served, while this process has its lock. Used by the thread that serves. */
final class FlowServing {
    private final Flow flow;
    private final Schedule schedule;
    private final ServeOptions options;
    private final ServeFiles files;
    private final Records records;
    private final RecordStorage.Lock lock;
    private final Runs runs;
    private final Runnable wake;
    private final Told told;
    private final ServeLog log;
    /** What the last process began after it last wrote down up to when it had decided. */
    private final Set<String> begun = new HashSet<>();

    /** What it had written down and not begun: by the identifiers that their runs would have had. */
    private final Map<String, Due> lost = new LinkedHashMap<>();

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private Instant seen;
    /** Up to when it was decided, as the file says. */
    private Instant saved;

    private Oncoming oncoming;
    private @Nullable Instant announced;

    private FlowServing(Flow flow, Scene scene, RecordStorage.Lock lock, Instant now) throws IOException {
        this.flow = flow;
        this.schedule = flow.schedule().orElseThrow();
        this.options = scene.options();
        this.files = scene.files(flow);
        this.records = scene.records();
        this.lock = lock;
        this.runs = scene.runs();
        this.wake = scene.watch()::wake;
        this.told = scene.told();
        this.log = ServeLog.open(files.log(), flow.name());
        ServeState state = ServeState.read(files.state()).orElse(new ServeState(now, List.of()));
        this.seen = state.seen();
        this.saved = seen;
        this.oncoming = new Oncoming(schedule, seen);
        told.tell(Kind.SERVING, flow.name(), null, "", quoted() + " runs " + schedule.words() + ".");
        waitAgain(state);
        unfinished();
        log.forgetEnded();
        save();
        shorten();
    }

    /** Takes a flow. Its lock is given back if that fails. */
    static FlowServing open(Flow flow, Scene scene, RecordStorage.Lock lock, Instant now) throws IOException {
        try {
            return new FlowServing(flow, scene, lock, now);
        } catch (IOException | RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private String quoted() {
        return "Flow \"" + flow.name() + "\"";
    }

    private Lane lane(String clock) {
        return lanes.computeIfAbsent(clock, key -> new Lane(options.overlap(), options.catchUp()));
    }

    /** Firings that waited when the last process ended, but for those it had begun. */
    private void waitAgain(ServeState state) {
        for (ServeLog.Entry entry : log.entries().values()) {
            if (!ServeLog.NOT_BEGUN.equals(entry.state()) && entry.cause() != Occasion.Cause.BACKFILL) {
                begun.add(entry.scheduled() + " " + entry.clock());
            }
        }
        for (ServeState.Waiting each : state.waiting()) {
            if (!begun.contains(each.time() + " " + each.clock())) {
                again(each.time(), each.clock(), each.cause());
            }
        }
        begun.removeIf(key -> !Instant.parse(key.substring(0, key.indexOf(' '))).isAfter(seen));
    }

    private void again(Instant time, String clock, Occasion.Cause cause) {
        Optional<Firing> firing = Clocks.at(schedule, time, clock);
        if (firing.isPresent()) {
            lane(clock).add(new Due(firing.get(), clock, cause));
        } else {
            skip(time, Leftover.gone(flow.name(), time, false));
        }
    }

    private void skip(Instant scheduled, String words) {
        told.tell(Kind.SKIPPED, flow.name(), scheduled, "", words);
    }

    /** Runs whose process ended before they did. */
    private void unfinished() throws IOException {
        for (ServeLog.Entry entry : List.copyOf(log.entries().values())) {
            if (entry.open() && entry.cause() != Occasion.Cause.BACKFILL) {
                unfinished(entry);
            }
        }
    }

    private void unfinished(ServeLog.Entry entry) throws IOException {
        String id = entry.runId();
        switch (Leftover.of(flow.name(), entry, runs.recorded(id), runs.ran(id), options.unfinished())) {
            case Leftover.Ended ended -> log.ended(id, ended.state());
            case Leftover.Left left -> {
                log.ended(id, ServeLog.LEFT);
                told.tell(Kind.UNFINISHED, flow.name(), entry.scheduled(), id, left.words());
            }
            case Leftover.GoesOn on -> goOn(entry, on.why());
            case Leftover.NotBegun none -> notBegun(entry);
        }
    }

    /** It counts as due, or as missed, when it is decided what runs. Until then the log has it. */
    private void notBegun(ServeLog.Entry entry) throws IOException {
        if (log.hasLater(entry)) { // which took its place, and a crash lost the line that said so
            log.ended(entry.runId(), ServeLog.NOT_BEGUN);
            return;
        }
        Optional<Firing> firing = Clocks.at(schedule, entry.scheduled(), entry.clock());
        if (firing.isPresent()) {
            lost.put(entry.runId(), new Due(firing.get(), entry.clock(), entry.cause()));
        } else {
            log.ended(entry.runId(), ServeLog.LEFT); // else it would be said at each start
            skip(entry.scheduled(), Leftover.gone(flow.name(), entry.scheduled(), true));
        }
    }

    private void goOn(ServeLog.Entry entry, String why) {
        String id = entry.runId();
        Firing firing = Clocks.at(schedule, entry.scheduled(), entry.clock())
                .orElseGet(() -> new Firing(entry.scheduled(), ZoneId.of("UTC"), Map.of(), Set.of()));
        Due due = new Due(firing, entry.clock(), entry.cause());
        Going going =
                runs.begin(flow, options.runsOf(flow.name()).recorded(true).resuming(Resumption.of(id)), wake);
        lane(entry.clock()).goesOn(id, due, going);
        tell(Kind.RESUMED, due, id, "goes on: " + why + ".");
    }

    /** Looks which runs ended and which firings are due; begins what may begin. */
    void tick(Instant now, boolean stopping) throws IOException {
        ended();
        if (!stopping) {
            Instant until = options.until();
            boolean decided = decide(until == null || now.isBefore(until) ? now : until, now);
            if (begin(now) || decided) {
                save(); // after what begins, which the log tells: so a firing costs one file
            }
            found();
            announce(now);
        }
    }

    /** What was lost is written down as decided on, so the log may let go of it. */
    private void found() throws IOException {
        for (String id : lost.keySet()) {
            log.ended(id, ServeLog.NOT_BEGUN);
        }
        lost.clear();
    }

    private void ended() throws IOException {
        for (Lane lane : lanes.values()) {
            for (String id : List.copyOf(lane.running().keySet())) {
                Lane.Active active = lane.running().get(id);
                if (active == null) {
                    continue;
                }
                Going.Outcome outcome = active.going().outcome();
                if (active.waitsAnew(outcome.standing() == Going.Standing.WAITS)) {
                    tell(Kind.PAUSED, active.due(), id, "waits for a person: reeve show " + id);
                }
                if (outcome.standing().ended()) {
                    lane.running().remove(id);
                    ended(id, active, outcome);
                }
            }
        }
    }

    private void ended(String id, Lane.Active active, Going.Outcome outcome) throws IOException {
        Due due = active.due();
        boolean stopped = active.stopped() && outcome.standing() == Going.Standing.CANCELLED;
        boolean refused = outcome.state().equals(ServeLog.NOT_BEGUN);
        if (!stopped) {
            log.ended(id, refused && active.resumed() ? ServeLog.LEFT : outcome.state());
        } else if (refused && !active.resumed()) { // else the log says already that it was stopped
            log.ended(id, ServeLog.NOT_YET);
        }
        log.forgetEnded();
        shorten();
        boolean well = outcome.standing() == Going.Standing.SUCCEEDED;
        if (!well) {
            told.failed(outcome.standing() == Going.Standing.CANCELLED);
        }
        String message = outcome.message().isEmpty() ? "" : ": " + outcome.message();
        tell(
                well ? Kind.SUCCEEDED : Kind.FAILED,
                due,
                id,
                refused
                        ? "could not begin" + message
                        : "ended " + outcome.state() + message + (well ? "" : " (reeve why " + id + ")"));
    }

    private void tell(Kind kind, Due due, String id, String predicate) {
        told.tell(
                kind,
                flow.name(),
                due.time(),
                id,
                "Run " + id + " of flow \"" + flow.name() + "\" for " + Words.time(due.firing()) + " " + predicate);
    }

    /** Takes what is due up to that time from the schedule. */
    private boolean decide(Instant upTo, Instant now) {
        Instant oldest = now.minus(Missed.FARTHEST);
        if (oncoming.next().filter(next -> next.time().isBefore(oldest)).isPresent()) {
            told.tell(
                    Kind.MISSED,
                    flow.name(),
                    oncoming.next().orElseThrow().time(),
                    "",
                    quoted() + " was not served before " + oldest + ", more than a year ago. That is not made up for.");
            oncoming = new Oncoming(schedule, oldest);
        }
        Missed missed = new Missed(options.catchUp());
        List<Due> onTime = new ArrayList<>();
        for (Due due : lost.values()) {
            told.tell(
                    Kind.MISSED,
                    flow.name(),
                    due.time(),
                    "",
                    quoted() + " was about to run for " + Words.time(due.firing()) + " when its process ended.");
            sort(due.firing(), now, missed, onTime);
        }
        Optional<Firing> next = oncoming.take(upTo);
        boolean any = next.isPresent() || !lost.isEmpty();
        while (next.isPresent()) {
            Firing firing = next.get();
            seen = firing.time();
            if (!begun.remove(firing.time() + " " + Clocks.key(firing))) {
                sort(firing, now, missed, onTime);
            }
            next = oncoming.take(upTo);
        }
        if (any) {
            missed(missed);
            onTime.forEach(this::offer);
        }
        return any;
    }

    private static void sort(Firing firing, Instant now, Missed missed, List<Due> onTime) {
        if (Missed.is(firing.time(), now)) {
            missed.add(firing);
        } else {
            onTime.add(new Due(firing, Clocks.key(firing), Occasion.Cause.SCHEDULE));
        }
    }

    private void missed(Missed missed) {
        if (missed.isEmpty()) {
            return;
        }
        missed.kept().forEach(due -> lane(due.clock()).add(due));
        told.tell(Kind.MISSED, flow.name(), missed.first().time(), "", quoted() + " " + missed.words());
    }

    private void offer(Due due) {
        Lane lane = lane(due.clock());
        Lane.Taken taken = lane.offer(due);
        if (taken.cancelled()) {
            lane.running()
                    .values()
                    .forEach(active -> active.going()
                            .cancel("a later firing of its schedule, of " + Words.time(due.firing())
                                    + ", takes its place"));
        }
        for (Due each : taken.skipped()) {
            skip(each.time(), quoted() + " is not run for " + Words.time(each.firing()) + ": " + taken.why() + ".");
        }
        if (taken.queued()) {
            told.tell(
                    Kind.QUEUED,
                    flow.name(),
                    due.time(),
                    "",
                    quoted() + " waits with " + Words.time(due.firing()) + " for the run before it to end.");
        }
    }

    private boolean begin(Instant now) throws IOException {
        boolean any = false;
        for (Lane lane : lanes.values()) {
            while (lane.hasRoom() && !lane.waiting().isEmpty()) {
                begin(lane, lane.waiting().removeFirst(), now);
                any = true;
            }
        }
        return any;
    }

    private void begin(Lane lane, Due due, Instant now) throws IOException {
        String id = runs.newId(now);
        DataInterval interval = Clocks.interval(schedule, due.firing());
        log.begun(new ServeLog.Entry(id, due.time(), interval, due.clock(), due.cause(), null));
        Occasion occasion = new Occasion(due.cause(), interval, id, due.why(now));
        RunOptions asked =
                options.runsOf(flow.name()).recorded(true).firing(due.firing()).occasion(occasion);
        lane.runs(id, due, runs.begin(flow, asked, wake));
        tell(Kind.STARTED, due, id, "began" + (due.cause() == Occasion.Cause.CATCH_UP ? ", late." : "."));
    }

    /** Says when it runs next, once, unless that is soon. */
    private void announce(Instant now) {
        Firing next = oncoming.next().orElse(null);
        boolean busy = lanes.values().stream().anyMatch(lane -> !lane.running().isEmpty());
        if (busy || options.once() || next == null || next.time().equals(announced)) {
            return;
        }
        if (announced != null && next.time().isBefore(now.plus(Missed.LATE))) {
            return;
        }
        announced = next.time();
        List<String> reasons = oncoming.reasons();
        told.tell(
                Kind.NEXT,
                flow.name(),
                next.time(),
                "",
                quoted() + " runs next on " + Words.time(next) + ", in "
                        + Words.span(Duration.between(now, next.time())) + "."
                        + (reasons.isEmpty() ? "" : " " + String.join(" ", reasons)));
    }

    /** Makes the log anew when it is long and no backfill writes into it, and what was decided is on the disk before. */
    private void shorten() throws IOException {
        if (!log.isLong()) {
            return;
        }
        RecordStorage.Lock backfills = records.lock(files.backfillLock()).orElse(null);
        if (backfills == null) {
            return;
        }
        try {
            Durable.forceDirectory(files.state().getParent());
            log.compact(saved);
        } finally {
            backfills.release();
        }
    }

    private void save() throws IOException {
        Deque<ServeState.Waiting> waiting = new ArrayDeque<>();
        for (Lane lane : lanes.values()) {
            lane.waiting().forEach(due -> waiting.add(new ServeState.Waiting(due.time(), due.clock(), due.cause())));
        }
        new ServeState(seen, List.copyOf(waiting)).write(files.state());
        saved = seen;
    }

    /** When something is due next, if ever. */
    Optional<Instant> next() {
        Instant until = options.until();
        return oncoming.next().map(Firing::time).filter(time -> until == null || !time.isAfter(until));
    }

    boolean idle() {
        return lanes.values().stream()
                .allMatch(lane -> lane.running().isEmpty() && lane.waiting().isEmpty());
    }

    boolean nothingRuns() {
        return lanes.values().stream().allMatch(lane -> lane.running().isEmpty());
    }

    String name() {
        return flow.name();
    }

    /** How many runs go on. */
    int running() {
        return lanes.values().stream().mapToInt(lane -> lane.running().size()).sum();
    }

    /** Cancels what runs. It is written down before, so that the next process that serves knows that nobody wished it. */
    void cancel(String reason) {
        for (Lane lane : lanes.values()) {
            lane.running().forEach((id, active) -> {
                try {
                    log.ended(id, ServeLog.STOPPED);
                } catch (IOException e) {
                    told.tell(Kind.CANCELLING, flow.name(), null, id, "Run " + id + " is cancelled for good: " + e);
                }
                active.stop(reason);
            });
        }
    }

    void close() {
        lock.release();
    }
}
