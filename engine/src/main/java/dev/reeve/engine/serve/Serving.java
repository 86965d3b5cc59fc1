package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.record.Records;
import dev.reeve.schedule.Clock;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.ServeEvent.Kind;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.serve.policy.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs flows on their schedules. One thread decides; each run has threads of its own. {@link #stop} may be called by any
 * thread.
 */
public final class Serving {
    /** A jump of the clock is noticed within that time, and a flow that another process gave up is taken. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration JUMP = Duration.ofSeconds(2);

    private final Scene scene;
    private final Watch watch;
    private final Told told;
    private final List<Flow> waiting = new ArrayList<>();
    private final Set<String> saidToWait = new HashSet<>();
    private final List<FlowServing> served = new ArrayList<>();
    private Instant wall;
    private long nanos;
    private volatile boolean stopping;
    private boolean saidToStop;
    private boolean cancelled;
    private long stopped;

    /**
     * Serving that has not begun.
     *
     * @param directory where records of runs are
     */
    public Serving(ServeOptions options, Path directory, Records records, Runs runs, Watch watch) {
        this.watch = watch;
        this.told = new Told(watch, options.listener());
        this.scene = new Scene(options, directory, records, runs, watch, told);
        this.wall = watch.wall();
        this.nanos = watch.nanos();
    }

    /** No more runs begin; those that go on have their grace period to end. */
    public void stop() {
        stopping = true;
        watch.wake();
    }

    /**
     * Serves these flows until nothing is left to do, or it is stopped.
     *
     * @throws IllegalArgumentException if two have one name, or none can be served
     * @throws InterruptedException if this thread was interrupted, which stops it as {@link #stop} does
     */
    public ServeSummary serve(List<Flow> flows) throws InterruptedException {
        Set<String> names = new HashSet<>();
        for (Flow flow : flows) {
            if (!names.add(flow.name())) {
                throw new IllegalArgumentException(
                        "Two flows are named \"" + flow.name() + "\". Give each a name of its own.");
            }
        }
        boolean interrupted = false;
        try {
            flows.forEach(this::accept);
            while (true) {
                turn();
                if (over()) {
                    break;
                }
                try {
                    watch.pause(pause());
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopping = true;
                }
            }
        } finally {
            served.forEach(FlowServing::close);
        }
        if (interrupted) {
            throw new InterruptedException("serving was interrupted; its runs have ended");
        }
        return told.summary();
    }

    private void accept(Flow flow) {
        String problem = problem(flow);
        if (problem.isEmpty()) {
            waiting.add(flow);
        } else {
            refuse(flow, problem);
        }
    }

    private void refuse(Flow flow, String problem) {
        told.tell(Kind.REFUSED, flow.name(), null, "", "Flow \"" + flow.name() + "\" is not served: " + problem);
    }

    /** Why a flow can never be served; empty if it can. */
    private String problem(Flow flow) {
        Schedule schedule = flow.schedule().orElse(null);
        if (schedule == null) {
            return "it has no schedule. Give it one with f.schedule(..).";
        }
        RunOptions runs = scene.options().runs();
        for (Clock clock : schedule.clocks()) {
            try {
                runs.firing(new Firing(Instant.EPOCH, clock.zone(), clock.parameters(), Set.of()))
                        .request(flow.graph());
            } catch (IllegalArgumentException e) {
                return "it cannot run with what its schedule gives it. " + e.getMessage();
            }
        }
        return "";
    }

    private void turn() {
        Instant now = watch.wall();
        jumped(now);
        stopIfAsked();
        if (!stopping) {
            List.copyOf(waiting).forEach(flow -> take(flow, now));
        }
        for (FlowServing flow : List.copyOf(served)) {
            try {
                flow.tick(now, stopping);
            } catch (IOException | RuntimeException e) { // such as a filter of the user's that throws
                given(flow, e);
            }
        }
    }

    /** It cannot be served any more; others are. Its runs go on, and the next start finds them in the log. */
    private void given(FlowServing flow, Exception e) {
        served.remove(flow);
        flow.cancel("its flow cannot be served any more");
        flow.close();
        told.tell(Kind.REFUSED, flow.name(), null, "", "Flow \"" + flow.name() + "\" is no longer served: " + e);
    }

    private void take(Flow flow, Instant now) {
        try {
            Optional<RecordStorage.Lock> lock =
                    scene.records().lock(scene.files(flow).servingLock());
            if (lock.isPresent()) {
                served.add(FlowServing.open(flow, scene, lock.get(), now));
                waiting.remove(flow);
            } else if (!scene.options().standby() || scene.options().once()) {
                waiting.remove(flow);
                refuse(flow, "another process serves it. Stop that one, or let this one wait.");
            } else if (saidToWait.add(flow.name())) {
                told.tell(
                        Kind.WAITING,
                        flow.name(),
                        null,
                        "",
                        "Flow \"" + flow.name() + "\" is served by another process; this one takes over when it ends.");
            }
        } catch (IOException | RuntimeException e) {
            waiting.remove(flow);
            refuse(flow, String.valueOf(e.getMessage()));
        }
    }

    /** Elapsed time and the wall's ought to agree, but for adjustments in small steps. */
    private void jumped(Instant now) {
        long elapsed = watch.nanos();
        Instant expected = wall.plusNanos(elapsed - nanos);
        Duration difference = Duration.between(expected, now);
        if (difference.abs().compareTo(JUMP) > 0) {
            told.tell(
                    Kind.JUMPED,
                    "",
                    null,
                    "",
                    difference.isNegative()
                            ? "The clock was put back by " + Words.span(difference) + ", to " + now
                                    + ". Firings that were decided on before are not run again."
                            : "The machine slept or its clock was put forward by " + Words.span(difference) + ", to "
                                    + now + ". What fell into that time was missed.");
        }
        wall = now;
        nanos = elapsed;
    }

    private void stopIfAsked() {
        if (!stopping) {
            return;
        }
        int running = served.stream().mapToInt(FlowServing::running).sum();
        Duration grace = scene.options().grace();
        if (!saidToStop) {
            saidToStop = true;
            stopped = watch.nanos();
            told.tell(
                    Kind.STOPPING,
                    "",
                    null,
                    "",
                    "Serving stops: no more runs begin"
                            + (running == 0 ? "." : ", " + running + " may go on for " + Words.span(grace) + "."));
        }
        if (!cancelled && running > 0 && watch.nanos() - stopped >= grace.toNanos()) {
            cancelled = true;
            told.tell(Kind.CANCELLING, "", null, "", running + " runs did not end in time and are cancelled.");
            served.forEach(flow -> flow.cancel("serving stopped"));
        }
    }

    private boolean over() {
        if (stopping) {
            return saidToStop && served.stream().allMatch(FlowServing::nothingRuns);
        }
        if (!served.stream().allMatch(FlowServing::idle)) {
            return false;
        }
        boolean noMore = served.stream().allMatch(flow -> flow.next().isEmpty());
        return scene.options().once()
                || waiting.isEmpty() && noMore
                || past(scene.options().until());
    }

    private boolean past(@Nullable Instant until) {
        return until != null && wall.isAfter(until);
    }

    private Duration pause() {
        Duration longest = watch.longest();
        if (stopping) {
            Duration left = scene.options().grace().minusNanos(watch.nanos() - stopped);
            longest = !cancelled && left.compareTo(longest) < 0 ? left : longest;
        } else {
            for (FlowServing flow : served) {
                Instant next = flow.next().orElse(Instant.MAX);
                if (next.isBefore(wall.plus(longest))) {
                    longest = Duration.between(wall, next);
                }
            }
        }
        return longest.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : longest;
    }
}
