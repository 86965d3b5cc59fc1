package dev.reeve.engine.serve;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeOptions;
import dev.reeve.serve.ServeSummary;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.RunRequest;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A process that serves flows whose runs do nothing but take time, under a simulated clock. */
class ServedWorld implements Runs {
    /** A run that was begun. */
    record Begun(String id, String flow, Instant at, RunRequest request) {
        Instant scheduled() {
            return Objects.requireNonNull(request.scheduled());
        }

        Occasion occasion() {
            return Objects.requireNonNull(request.recording().occasion());
        }
    }

    final SimulatedWatch watch;
    final List<Begun> begun = new ArrayList<>();
    final List<String> resumed = new ArrayList<>();
    final List<ServeEvent> events = new ArrayList<>();
    final Map<String, Run> runs = new HashMap<>();
    private final Path directory;
    Duration takes = Duration.ofSeconds(1);
    String failing = "";
    int ids;
    int mostAtOnce;
    private int goingOn;
    Runnable beforeBegin = () -> {};
    private Serving serving;

    ServedWorld(Path directory, String start) {
        this.directory = directory;
        this.watch = new SimulatedWatch(start);
    }

    static Flow flow(String name, Schedule schedule) {
        return Flow.define(name, f -> {
            f.parameter("country", "Germany");
            f.schedule(schedule);
        });
    }

    final class Run implements Going {
        Outcome outcome = new Outcome(Standing.GOES_ON, "Running", "");
        final Runnable wake;
        String stoppedAs = "Cancelled";

        Run(Runnable wake) {
            this.wake = wake;
        }

        void end(Standing standing, String state) {
            if (outcome.standing() == Standing.GOES_ON) {
                outcome = new Outcome(standing, state, "");
                goingOn--;
                wake.run();
            }
        }

        @Override
        public Outcome outcome() {
            return outcome;
        }

        @Override
        public void cancel(String reason) {
            end(Standing.CANCELLED, stoppedAs);
        }
    }

    @Override
    public String newId(Instant now) {
        return now.toEpochMilli() + "-" + ids++;
    }

    @Override
    public Going begin(Flow flow, RunOptions options, Runnable wake) {
        beforeBegin.run();
        RunRequest request = options.request(flow.graph());
        Run run = new Run(wake);
        if (request.recording().resumption() != null) {
            resumed.add(request.recording().resumption().runId());
            runs.put(request.recording().resumption().runId(), run);
        } else {
            Begun each = new Begun(
                    Objects.requireNonNull(request.recording().occasion().runId()), flow.name(), watch.wall(), request);
            begun.add(each);
            runs.put(each.id(), run);
        }
        mostAtOnce = Math.max(mostAtOnce, ++goingOn);
        boolean fails = flow.name().equals(failing);
        watch.after(
                takes,
                () -> run.end(fails ? Going.Standing.FAILED : Going.Standing.SUCCEEDED, fails ? "Failed" : "Success"));
        return run;
    }

    @Override
    public Optional<RunSummary> recorded(String runId) {
        Run run = runs.get(runId);
        if (run == null) {
            return Optional.empty();
        }
        State state = run.outcome.standing() == Going.Standing.GOES_ON
                ? new State.Crashed("its process ended before the run did", 1)
                : run.outcome.standing() == Going.Standing.CANCELLED
                        ? new State.Cancelled("serving stopped")
                        : new State.Success("");
        return Optional.of(new RunSummary(runId, "", "flow", null, state, false, 1, Instant.EPOCH, null, Map.of(), ""));
    }

    @Override
    public boolean ran(String runId) throws IOException {
        return runs.containsKey(runId);
    }

    @Override
    public boolean isSafe(String runId) {
        return runs.containsKey(runId);
    }

    ServeSummary serve(ServeOptions options, Flow... flows) {
        serving = new Serving(options.listener(events::add), directory, Records.in(directory), this, watch);
        try {
            return serving.serve(List.of(flows));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        serving.stop();
    }

    List<String> times() {
        return begun.stream().map(each -> each.scheduled().toString()).toList();
    }

    List<String> words(ServeEvent.Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(ServeEvent::words)
                .toList();
    }
}
