package dev.reeve.testing.serve;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.engine.record.FileRecords;
import dev.reeve.engine.record.RecordLocks;
import dev.reeve.engine.record.RecordStorage;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RunSummary;
import dev.reeve.engine.serve.Going;
import dev.reeve.engine.serve.Runs;
import dev.reeve.engine.serve.Serving;
import dev.reeve.engine.serve.Watch;
import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeOptions;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.RunRequest;
import dev.reeve.state.State;
import dev.reeve.testing.disk.DiskFaults;
import dev.reeve.testing.disk.DiskWorld;
import dev.reeve.testing.disk.SimDisk;
import dev.reeve.testing.disk.SimFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A machine with a simulated disk on which one process after the other serves flows: each may be killed at a step of its
 * disk, and with a power cut what was not forced is lost, too. Records of runs are durable at once.
 */
final class ServedMachine implements DiskWorld, Runs {
    /** The process is killed here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A run, which takes half an hour. */
    static final class Run {
        final Instant scheduled;
        Instant ends;
        int process;
        boolean over;
        String state = "Crashed";

        Run(Instant scheduled, Instant ends, int process) {
            this.scheduled = scheduled;
            this.ends = ends;
            this.process = process;
        }
    }

    final Map<String, Run> runs = new LinkedHashMap<>();
    final List<ServeEvent> events = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final SplittableRandom random;
    private final SimDisk disk;
    private Instant now;
    private int process;
    private int steps;
    private int killAt;
    private int ids;
    private int unfinished;
    private boolean alive;
    int piece = 64;

    ServedMachine(String start, long seed) {
        now = Instant.parse(start);
        random = new SplittableRandom(seed);
        disk = new SimDisk(this, DiskFaults.NONE);
    }

    /**
     * Serves until that time; true if the process was killed.
     *
     * @param killAt at which step of its disk; 0: at none
     */
    boolean serve(ServeOptions options, int killedAt, Flow flow) {
        process++;
        steps = 0;
        killAt = killedAt;
        alive = true;
        Path directory = new SimFiles(disk, this::require).getPath("/records");
        RecordLocks locks = new RecordLocks() {
            @Override
            public Optional<RecordStorage.Lock> lock(String name) {
                return Optional.of(() -> {});
            }

            @Override
            public boolean locked(String name) {
                return false;
            }
        };
        Records records = new Records(
                new FileRecords(directory, locks, () -> "process-" + process + "-" + ++unfinished, () -> now));
        try {
            new Serving(options.listener(events::add), directory, records, this, new Clock()).serve(List.of(flow));
            return false;
        } catch (Killed e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            alive = false;
        }
    }

    /** The log of a flow, as whoever looks at the disk sees it. */
    Path log(String flow) {
        return new SimFiles(disk, () -> {}).getPath("/records/serving/" + flow + ".log");
    }

    void look(Runnable looking) {
        disk.look(looking);
    }

    void powerCut() {
        disk.powerCut();
    }

    private void require() {
        if (!alive) {
            throw new Killed();
        }
    }

    @Override
    public void step() {
        require();
        steps++;
        if (steps == killAt) {
            alive = false;
            throw new Killed();
        }
    }

    @Override
    public long now() {
        return now.getEpochSecond() * 1_000_000_000L;
    }

    @Override
    public SplittableRandom split() {
        return random.split();
    }

    @Override
    public int piece() {
        return piece;
    }

    @Override
    public void note(Supplier<String> words) {}

    // ---- its runs

    @Override
    public String newId(Instant at) {
        return "run-" + ids++;
    }

    @Override
    public Going begin(Flow flow, RunOptions options, Runnable wake) {
        step(); // between the log and the record
        RunRequest request = options.request(flow.graph());
        Instant ends = now.plus(Duration.ofMinutes(30));
        Run run;
        if (request.recording().resumption() != null) {
            run = Objects.requireNonNull(
                    runs.get(request.recording().resumption().runId()));
            if (run.over) {
                throw new AssertionError("a run that was over goes on");
            }
            run.ends = ends;
            run.process = process;
        } else {
            Occasion occasion = Objects.requireNonNull(request.recording().occasion());
            run = new Run(Objects.requireNonNull(request.scheduled()), ends, process);
            runs.put(Objects.requireNonNull(occasion.runId()), run);
        }
        step();
        return new Going() {
            @Override
            public Outcome outcome() {
                boolean over = run.over || !now.isBefore(run.ends);
                if (over && !run.over) {
                    run.over = true;
                    run.state = "Success";
                }
                return run.over
                        ? new Outcome(
                                run.state.equals("Success") ? Standing.SUCCEEDED : Standing.CANCELLED, run.state, "")
                        : new Outcome(Standing.GOES_ON, "Running", "");
            }

            @Override
            public void cancel(String reason) {
                run.state = "Cancelled";
                run.over = true;
            }
        };
    }

    @Override
    public boolean ran(String runId) {
        return runs.containsKey(runId) && !deleted.contains(runId);
    }

    @Override
    public boolean isSafe(String runId) {
        step();
        return ran(runId);
    }

    /** Somebody deletes the records of the runs of which that log does not say how they ended; returns them. */
    List<String> deleteOpen(List<String> log) {
        runs.keySet().stream()
                .filter(id -> log.stream().noneMatch(line -> line.startsWith("ended\t" + id + "\t")))
                .forEach(deleted::add);
        return List.copyOf(deleted);
    }

    @Override
    public Optional<RunSummary> recorded(String runId) {
        Run run = runs.get(runId);
        if (run == null || deleted.contains(runId)) {
            return Optional.empty();
        }
        State state = !run.over
                ? new State.Crashed("its process ended before the run did", 1)
                : run.state.equals("Success") ? new State.Success("") : new State.Cancelled("");
        if (state instanceof State.Cancelled) {
            run.over = false; // it may go on
        }
        return Optional.of(new RunSummary(runId, "", "flow", null, state, false, 1, Instant.EPOCH, null, Map.of(), ""));
    }

    private final class Clock implements Watch {
        @Override
        public Instant wall() {
            return now;
        }

        @Override
        public long nanos() {
            return ServedMachine.this.now();
        }

        @Override
        public void pause(Duration most) {
            now = now.plus(most.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : most);
        }

        @Override
        public void wake() {}
    }
}
