package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs of flows, each begun by a thread of its own, for with some executors tasks run in the thread that begins a run. */
public final class FlowRuns implements Runs {
    private final Records records;
    private final Function<Instant, String> ids;

    private final Map<String, ClassLoader> loaders;

    /** Those that are recorded there. {@code loaders} are the contexts of flows, by their names, if not the caller's. */
    public FlowRuns(Records records, Function<Instant, String> ids, Map<String, ClassLoader> loaders) {
        this.records = records;
        this.ids = ids;
        this.loaders = loaders;
    }

    @Override
    public String newId(Instant now) {
        return ids.apply(now);
    }

    @Override
    public Optional<RunSummary> recorded(String runId) throws IOException {
        return records.summaryOf(runId);
    }

    @Override
    public boolean ran(String runId) throws IOException {
        return records.ran(runId);
    }

    @Override
    public boolean isSafe(String runId) throws IOException {
        return records.isSafe(runId);
    }

    @Override
    public Going begin(Flow flow, RunOptions options, Runnable wake) {
        Begun begun = new Begun(wake);
        ClassLoader loader = loaders.get(flow.name());
        Thread thread = new Thread(() -> begun.start(flow, options, loader), "reeve-run-" + flow.name());
        if (loader != null) {
            thread.setContextClassLoader(loader);
        }
        begun.thread = thread;
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    private static final class Begun implements Going {
        private final Runnable wake;
        private @Nullable Thread thread;
        private @Nullable FlowRun run;
        private @Nullable Throwable refused;
        private @Nullable String reason;
        private boolean over;

        private Begun(Runnable wake) {
            this.wake = wake;
        }

        private void start(Flow flow, RunOptions options, @Nullable ClassLoader loader) {
            try {
                started(flow.start(loader == null ? options : inContext(flow, options, loader)));
            } catch (RuntimeException | Error e) {
                refused(e);
            }
            wake.run();
        }

        private static RunOptions inContext(Flow flow, RunOptions options, ClassLoader loader) {
            TaskExecutor asked = options.request(flow.graph()).executor();
            return asked == null ? options : options.executor(new ContextExecutor(asked, loader));
        }

        private synchronized void started(FlowRun begun) {
            run = begun;
            if (reason != null) {
                begun.cancel(reason);
            }
            begun.completion().whenComplete((ended, bug) -> {
                over(bug);
                wake.run();
            });
        }

        private synchronized void refused(Throwable cause) {
            refused = cause;
        }

        private synchronized void over(@Nullable Throwable bug) {
            over = true;
            refused = bug == null ? refused : bug;
        }

        @Override
        public synchronized Outcome outcome() {
            if (refused != null) {
                Standing standing =
                        reason == null ? Standing.FAILED : Standing.CANCELLED; // the interrupt got in its way
                return new Outcome(standing, "NotBegun", Failure.of(refused).oneLine());
            }
            if (run == null) {
                return new Outcome(Standing.GOES_ON, "Pending", "");
            }
            State state = run.state();
            if (state.isFinished() && !over) { // its record is still written, and this process may end with it
                return new Outcome(Standing.GOES_ON, "Running", "");
            }
            return new Outcome(standing(state), state.name(), state.message());
        }

        private static Standing standing(State state) {
            if (state instanceof State.Paused) {
                return Standing.WAITS;
            }
            if (!state.isFinished()) {
                return Standing.GOES_ON;
            }
            if (state.isSuccessful()) {
                return Standing.SUCCEEDED;
            }
            return state instanceof State.Cancelled ? Standing.CANCELLED : Standing.FAILED;
        }

        /** A run in this thread is not known before it ends; the engine takes an interrupt for a wish to cancel. */
        @Override
        public synchronized void cancel(String why) {
            reason = why;
            if (run != null) {
                run.cancel(why);
            } else if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
