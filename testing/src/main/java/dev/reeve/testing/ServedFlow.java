package dev.reeve.testing;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.serve.Going;
import dev.reeve.engine.serve.Runs;
import dev.reeve.engine.serve.Serving;
import dev.reeve.engine.serve.Watch;
import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Serves a flow in a testbed: runs go on beside each other, and the clock moves when all of them wait. */
final class ServedFlow implements Runs, Watch {
    private final Testbed testbed;
    private final FlowTester tester;
    private final TestProcess process;
    private final Activity activity;
    private final Asleep asleep;
    private final List<Map.Entry<Instant, TestRun>> began = new ArrayList<>();
    private final List<Begun> goingOn = new ArrayList<>();
    private final List<ServeEvent> events = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean stopped;
    private @Nullable Serving serving;

    ServedFlow(Testbed testbed, FlowTester tester, TestProcess process, Activity activity) {
        this.testbed = testbed;
        this.tester = tester;
        this.process = process;
        this.activity = activity;
        this.asleep = new Asleep(testbed.time(), activity);
    }

    TestServing serve(ServeOptions options) {
        ServeOptions asked = options.runs(tester.options()).listener(events::add);
        Serving begun = new Serving(asked, process.records(), process.recorded(), this, this);
        serving = begun;
        try {
            ServeSummary summary = begun.serve(List.of(tester.flow()));
            if (summary.refused() > 0 && summary.flows() == 0) {
                throw new IllegalArgumentException(events.getLast().words());
            }
            return new TestServing(began, events, summary);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted while a flow was served", e);
        }
    }

    // ---- its runs

    @Override
    public String newId(Instant now) {
        return "served-" + now.toEpochMilli() + "-" + began.size();
    }

    @Override
    public Going begin(Flow flow, RunOptions options, Runnable wake) {
        Observations seen = new Observations();
        FlowTester asked = tester.options(before -> options);
        FlowRun run = testbed.started(asked, seen, null, asleep);
        run.completion().whenComplete((ended, bug) -> wake.run());
        Instant scheduled = Objects.requireNonNull(options.request(flow.graph()).scheduled());
        began.add(Map.entry(scheduled, new TestRun(run, asked, testbed, seen)));
        Begun begun = new Begun(run, asked);
        goingOn.add(begun);
        return begun;
    }

    @Override
    public Optional<RunSummary> recorded(String runId) throws IOException {
        return process.recorded().summaryOf(runId);
    }

    @Override
    public boolean ran(String runId) throws IOException {
        return process.recorded().ran(runId);
    }

    @Override
    public boolean isSafe(String runId) throws IOException {
        return process.recorded().isSafe(runId);
    }

    private static final class Begun implements Going {
        private final FlowRun run;
        private final Map<String, List<@Nullable Object>> answers = new HashMap<>();

        Begun(FlowRun run, FlowTester tester) {
            this.run = run;
            tester.answers().forEach((task, prepared) -> answers.put(task, new ArrayList<>(prepared)));
        }

        @Override
        public Outcome outcome() {
            State state = run.state();
            if (state.isFinished() && run.completion().toCompletableFuture().isDone()) {
                Standing bad = state instanceof State.Cancelled ? Standing.CANCELLED : Standing.FAILED;
                return new Outcome(state.isSuccessful() ? Standing.SUCCEEDED : bad, state.name(), state.message());
            }
            Standing standing = state instanceof State.Paused ? Standing.WAITS : Standing.GOES_ON;
            return new Outcome(standing, state.name(), state.message());
        }

        @Override
        public void cancel(String reason) {
            run.cancel(reason);
        }
    }

    // ---- its time

    @Override
    public Instant wall() {
        return testbed.time().now();
    }

    @Override
    public long nanos() {
        return testbed.time().nanos();
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(36_500);
    }

    @Override
    public void pause(Duration most) throws InterruptedException {
        Instant end = wall().plus(most);
        while (true) {
            quiet();
            boolean over = ended();
            if (woken.getAndSet(false) || over) {
                return;
            }
            if (answered()) {
                continue;
            }
            Instant next = testbed.time().next();
            if (next != null && !next.isAfter(end)) {
                testbed.time().ringNext();
            } else if (next == null && most.compareTo(longest()) >= 0) {
                stop();
                return;
            } else {
                testbed.time().advanceTo(end, () -> {});
                return;
            }
        }
    }

    /** Nothing happens any more unless a person answers, which nobody does in a test: what goes on is cancelled. */
    private void stop() {
        if (stopped || serving == null) {
            throw new IllegalStateException("a run of flow \"" + tester.flow().name()
                    + "\" does not end, although it was cancelled: " + goingOn.getFirst().run);
        }
        stopped = true;
        serving.stop();
    }

    private void quiet() throws InterruptedException {
        do {
            activity.awaitQuiet();
        } while (asleep.awaitStopped());
    }

    /** Whether a run ended. One that did has its last words written before anything goes on. */
    private boolean ended() throws InterruptedException {
        for (Begun begun : goingOn) {
            if (begun.run.state().isFinished()) {
                begun.run.await();
            }
        }
        return goingOn.removeIf(begun -> begun.outcome().standing().ended());
    }

    private boolean answered() {
        return goingOn.stream().anyMatch(begun -> Testbed.answered(begun.run, begun.answers));
    }

    @Override
    public void wake() {
        woken.set(true);
    }
}
