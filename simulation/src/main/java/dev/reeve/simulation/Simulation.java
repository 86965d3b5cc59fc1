package dev.reeve.simulation;

import dev.reeve.engine.store.FileResultStore;
import dev.reeve.simulation.flow.DrawnFlow;
import dev.reeve.simulation.world.SimProcess;
import dev.reeve.simulation.world.Trace;
import dev.reeve.simulation.world.World;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunView;
import dev.reeve.testing.disk.SimDisk;
import dev.reeve.testing.disk.SimFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One simulated world: programs that run a flow, on one disk, with what happens to them. All of it from one seed. */
public final class Simulation {
    private final long seed;
    private final Story story;
    private final World world;
    private final SimDisk disk;
    private final SimFiles files;
    private final Map<String, SimProcess> locks = new HashMap<>();
    private final Made made = new Made();
    private final Kept kept = new Kept();
    private final Reached reached;
    private final Trace trace;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, SimRun> newest = new HashMap<>();
    private final List<SimRun> everyRun = new ArrayList<>();
    /** Runs whose records a power cut may have taken. */
    private final Set<SimRun> mayBeLost = new HashSet<>();

    /** Keys of results that were deleted between generations. */
    private final Set<String> lost = new HashSet<>();

    private boolean rotten;
    /** The newest run that another one can go on with. */
    private @Nullable SimRun recorded;

    private Simulation(long seed, Reached reached, boolean words) {
        this.seed = seed;
        this.reached = reached;
        this.story = Story.of(new SplittableRandom(seed));
        this.trace = new Trace(words);
        this.world = new World(seed, trace);
        this.disk = new SimDisk(world, story.disk());
        this.files = new SimFiles(disk);
    }

    /** What comes of that seed, adding to what was reached. */
    public static Outcome of(long seed, Reached reached) {
        Simulation simulation = new Simulation(seed, reached, false);
        Outcome outcome = simulation.run();
        if (!simulation.world.disturbed()) {
            return outcome;
        }
        return new Simulation(seed, reached, false).run(); // such as while classes were loaded
    }

    /** What comes of that seed, with a trace for people. */
    public static Outcome traced(long seed) {
        return new Simulation(seed, new Reached(), true).run();
    }

    private Outcome run() {
        trace.say(world.now(), () -> "the story: " + story);
        for (int i = 0; i < story.generations().size() && wrong.isEmpty(); i++) {
            generation(i, story.generations().get(i));
        }
        if (disk.failures() > 0) {
            reached.fault("disk failure");
        }
        if (disk.lies() > 0) {
            reached.fault("lost force");
        }
        reached.over();
        return new Outcome(seed, List.copyOf(wrong), trace.digest(), trace.lines());
    }

    private void generation(int number, List<Story.Program> programs) {
        List<SimRun> runs = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            Story.Program program = programs.get(i);
            String id = "run" + number + "ab".charAt(i);
            SimRun earlier = program.resumes() ? recorded : null;
            int flavour = earlier == null ? program.flavour() : earlier.flavour;
            DrawnFlow flow = flavour == 0 ? story.flow() : story.flow().flavoured();
            runs.add(new SimRun(
                    id, flow, program, new SimProcess(world, id), world, reached, made, flavour, earlier, newest));
        }
        everyRun.addAll(runs);
        boolean deadline = everyRun.stream().anyMatch(run -> run.program.deadline() >= 0);
        runs.forEach(run -> run.mayHaveDeadline = deadline);
        runs.forEach(run -> run.mayLose = !reliable());
        runs.forEach(run -> run.lost = Set.copyOf(lost));
        Story.Program first = programs.getFirst();
        boolean whenTaken = first.endsWhenTaken() && runs.getFirst().earlier != null && !first.endsWhenTold();
        Runnable taken = () -> world.after(1 + first.endsAt() % 8, () -> end(runs, first.ending()));
        runs.forEach(run -> run.start(
                this::open,
                new SimPlaces(run.process, world, locks)
                        .whenTaken(whenTaken && run == runs.getFirst() ? taken : () -> {}),
                files.getPath("/records")));
        if (whenTaken) {
            trace.say(world.now(), () -> "ends when it has the record");
        } else if (first.endsWhenTold()) {
            runs.getFirst().whenTold(() -> end(runs, first.ending()));
        } else if (first.endsAt() >= 0) {
            world.after(first.endsAt(), () -> end(runs, first.ending()));
        }
        world.whenIdle(() -> runs.forEach(PauseCheck::check));
        boolean ended = world.run();
        Set<String> asked =
                everyRun.stream().filter(SimRun::unseen).map(SimRun::from).collect(Collectors.toSet());
        runs.forEach(run -> run.mayBeAsked = asked);
        for (SimRun run : runs) {
            if (!ended) {
                run.wrong("there is no end to it");
            }
            check(run, ended, runs);
        }
        for (SimRun run : runs) {
            recorded = run.hasRecord() ? run.newest() : recorded;
        }
        afterwards();
    }

    private void end(List<SimRun> runs, Story.Ending ending) {
        reached.fault(ending == Story.Ending.KILLED ? "killed process" : "power cut");
        trace.say(world.now(), () -> "---- " + ending);
        if (ending == Story.Ending.KILLED) {
            runs.getFirst().process.crash();
        } else {
            runs.forEach(run -> run.process.crash());
            disk.powerCut();
            everyRun.stream().filter(run -> !run.acknowledged()).forEach(mayBeLost::add);
        }
    }

    private ResultStore open(SimRun run) {
        Path directory = files.getPath("/results");
        ResultStore store = new FileResultStore(directory, () -> Instant.ofEpochSecond(world.now() / 1_000_000_000L));
        return new WatchedStore(store, run, kept, trusted());
    }

    private boolean trusted() {
        return story.disk().lying() == 0 && !rotten;
    }

    /** Whether the disk keeps what it says it keeps, and takes all that it is given. */
    private boolean reliable() {
        return trusted() && story.disk().failing() == 0;
    }

    private void check(SimRun run, boolean ended, List<SimRun> all) {
        run.process.deaths().forEach(death -> run.wrong("a thread of the engine died of " + death));
        HistoryCheck.check(run);
        if (reliable()) {
            ResumeCheck.check(run);
        }
        RunView view = run.view();
        if (run.refusal() != null) {
            refused(run, all);
        } else if (run.process.alive() && ended) {
            if (view == null || !view.state().isFinished()) {
                run.wrong("never ends: " + (view == null ? "does not come to rest" : view.state()));
            } else {
                meaning(run, view);
            }
        }
        wrong.addAll(run.wrong);
    }

    /** A run may be refused if the record that it goes on with may be lost, or if another one goes on with it. */
    private void refused(SimRun run, List<SimRun> all) {
        SimRun earlier = run.earlier;
        boolean rival = all.stream().anyMatch(other -> other != run && other.earlier == earlier);
        boolean gone = earlier != null && mayBeLost.contains(earlier);
        if (run.from().endsWith("]") && run.refusal() instanceof IllegalArgumentException) {
            return; // as far as the record tells, there was no such child
        }
        if (earlier == null || reliable() && !rival && !gone) {
            run.wrong("is refused: " + run.refusal());
        }
    }

    private void meaning(SimRun run, RunView view) {
        try {
            RunCheck.check(run, view, story.calm() && run.plain());
        } catch (RuntimeException unthinkable) { // such as a state without what belongs to it
            run.wrong("makes no sense: " + unthinkable);
        }
    }

    /** Between generations: what was acknowledged is there, and perhaps a bit changes. */
    private void afterwards() {
        if (trusted()) {
            disk.look(this::look);
        }
        if (story.loses()) {
            disk.look(this::lose);
        }
        if (story.rot() && disk.rot()) {
            rotten = true;
            reached.fault("changed bit");
            trace.say(world.now(), () -> "a bit changes");
        }
    }

    /** Somebody deletes a result, who does not know that it is needed. */
    private void lose() {
        List<String> there = new ArrayList<>();
        ResultStore store = new FileResultStore(files.getPath("/results"), () -> Instant.EPOCH);
        try {
            for (String key : kept.keys()) {
                if (store.read(key).isPresent()) {
                    there.add(key);
                }
            }
            if (!there.isEmpty()) {
                String key = there.get(world.draw(there.size()));
                kept.begin(key, null); // not acknowledged: a power cut may bring it back
                store.delete(key);
                lost.add(key);
                reached.fault("deleted result");
                trace.say(world.now(), () -> "somebody deletes " + key);
            }
        } catch (IOException e) {
            wrong.add("a result cannot be deleted: " + e);
        }
    }

    private void look() {
        ResultStore store = new FileResultStore(files.getPath("/results"), () -> Instant.EPOCH);
        for (String key : kept.keys()) {
            try {
                String problem = kept.problem(key, store.read(key));
                if (!problem.isEmpty()) {
                    wrong.add("acknowledged and lost: " + problem);
                }
            } catch (IOException e) {
                wrong.add("what was acknowledged cannot be read: " + e);
            }
        }
    }
}
