package dev.reeve.testing;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.TaskRun;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.capture.PrintedLines;
import dev.reeve.engine.store.MemoryResultStore;
import dev.reeve.graph.FlowGraph;
import dev.reeve.serve.ServeOptions;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A world of its own for the runs of one test: a clock that stands until all waits, results and records that later runs of
 * the test find, chance from a seed, and nothing of this machine's configuration. Used by the thread of the test.
 */
public final class Testbed {
    /** Where the clock of a testbed stands at first. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    static final String PERSON = "the test";

    /** How long the threads of a lost engine may take to leave it. */
    private static final Duration LAST_WORDS = Duration.ofMinutes(1);

    private final Activity activity = new Activity();
    private final VirtualTime time;
    private final SplittableRandom random;
    private final TestDisk disk;
    private final ResultStore results = new MemoryResultStore();
    private final @Nullable CrashScript script;
    private TestProcess process;

    private Testbed(Instant beginning, long seed, @Nullable CrashScript script) {
        this.time = new VirtualTime(beginning);
        this.random = new SplittableRandom(seed);
        this.disk = new TestDisk(time, seed);
        this.script = script;
        this.process = process(1);
        if (script != null) {
            disk.onCommit(place -> script.reached(place, process.life()));
        }
    }

    private TestProcess process(int number) {
        Life life = new Life(number);
        SplittableRandom chance = random.split();
        return new TestProcess(
                life,
                disk,
                time,
                new TestMachine(life, time, activity, random.split()),
                new RecordWriting(script == null ? null : chance));
    }

    /** One whose clock stands at {@link #BEGINNING}. */
    public static Testbed create() {
        return create(BEGINNING, 1);
    }

    /** One whose clock stands there, with chance from that seed. */
    public static Testbed create(Instant beginning, long seed) {
        return new Testbed(beginning, seed, null);
    }

    /** One whose engine is lost where the script says. */
    static Testbed crashing(CrashScript script, Instant beginning, long seed) {
        return new Testbed(beginning, seed, script);
    }

    /**
     * Says so if its engine should have been lost and was not; nothing for a testbed without a crash.
     *
     * @throws AssertionError if the commit was never reached
     */
    public void requireCrashed() {
        if (script != null) {
            script.requireReached();
        }
    }

    /** A run of that flow, to be made here. */
    public FlowTester of(Flow flow) {
        return new FlowTester(this, flow);
    }

    /** Its clock. */
    public VirtualTime time() {
        return time;
    }

    /** Moves the clock on by so much, while no run goes on or one that was {@linkplain FlowTester#start started} does. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes back by " + by.negated() + "; it only goes on");
        }
        time.advanceTo(time.now().plus(by), this::quiet);
        quiet();
    }

    private void quiet() {
        try {
            activity.awaitQuiet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted while a run went on", e);
        }
    }

    TestRun run(FlowTester tester) {
        begin(tester);
        Observations seen = new Observations();
        FlowRun run = untilRest(tester, seen, null);
        if (run == null) {
            run = afterCrash(tester, seen);
        }
        TestRun made = new TestRun(run, tester, this, seen);
        if (script != null) {
            script.ended(made);
        }
        return made;
    }

    TestRun start(FlowTester tester) {
        if (script != null) {
            throw new IllegalStateException("a run that is crashed cannot be started and moved by hand: use run()");
        }
        begin(tester);
        TaskExecutor asked = tester.executor();
        FlowTester aside = asked == null || asked.inCallersThread() ? tester.on(TaskExecutors.threads(1)) : tester;
        Observations seen = new Observations();
        FlowRun run = started(aside, seen, null);
        quiet();
        return new TestRun(run, tester, this, seen);
    }

    private void begin(FlowTester tester) {
        Instant start = tester.startTime();
        if (start != null) {
            time.startAt(start);
        }
        TaskExecutor asked = tester.executor();
        if (script != null && asked != null && !asked.inCallersThread()) {
            script.onThreads();
        }
    }

    TestServing serve(FlowTester tester, ServeOptions options) {
        if (script != null) {
            throw new IllegalStateException("a flow that is served is not crashed: take crashAt away, or use run()");
        }
        begin(tester);
        TaskExecutor asked = tester.executor();
        FlowTester aside = asked == null || asked.inCallersThread() ? tester.on(TaskExecutors.threads(1)) : tester;
        return new ServedFlow(this, aside.recorded(), process, activity).serve(options);
    }

    /** A run that came to rest; null if its process was lost before. */
    private @Nullable FlowRun untilRest(FlowTester tester, Observations seen, @Nullable Resumption resumption) {
        Life life = process.life();
        TaskRun outer = CurrentTaskRun.set(null);
        try {
            FlowRun run = started(tester, seen, resumption);
            settle(run, tester);
            if (script != null) {
                quiet(); // the last worker may still be at a commit
            }
            return life.isLost() ? null : run;
        } catch (RuntimeException | Error thrown) {
            if (life.isLost()) { // what a lost engine says is heard by nobody
                return null;
            }
            throw thrown;
        } finally {
            CurrentTaskRun.set(outer);
            if (life.isLost()) { // it left the thread in the middle of a task
                PrintedLines.forget();
                bury();
            }
        }
    }

    /** Nothing of the engine that was lost goes on: its threads have left it, and it is called by no alarm. */
    private void bury() {
        try {
            if (!activity.awaitQuiet(LAST_WORDS)) {
                throw new AssertionError(
                        "the engine was lost " + LAST_WORDS.toSeconds() + " seconds ago, and a task of"
                                + " it still goes on although its thread was interrupted. Let what it waits for be interrupted.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted while a lost engine's threads ended", e);
        }
        time.forgetAlarms();
    }

    private FlowRun afterCrash(FlowTester tester, Observations seen) {
        CrashScript crash = script;
        if (crash == null) {
            throw new IllegalStateException("an engine was lost that nobody crashed");
        }
        disk.powerCut();
        process = process(process.life().number() + 1);
        Committed committed = Committed.on(process.recorded(), crash.finished());
        crash.crashed(committed);
        String root = committed.root();
        FlowRun run = untilRest(tester, seen, root.isEmpty() ? null : Resumption.of(root));
        if (run == null) {
            throw new IllegalStateException("an engine was lost twice");
        }
        return run;
    }

    private FlowRun started(FlowTester tester, Observations seen, @Nullable Resumption resumption) {
        return started(tester, seen, resumption, Passing.moving(time));
    }

    FlowRun started(FlowTester tester, Observations seen, @Nullable Resumption resumption, Passing passing) {
        ObservedBody.Scene scene = new ObservedBody.Scene(time, process.life(), process.writing(), seen, passing);
        FlowGraph graph = new RewrittenGraph(tester.behaviours(), tester.fakedFunctions(), scene, script == null)
                .of(tester.flow().graph());
        RunOptions options = options(tester, seen);
        TestProcess runs = process;
        return tester.flow()
                .start(
                        resumption == null ? options : options.resuming(resumption),
                        request -> runs.runner().start(Requests.of(graph, request, runs.life())));
    }

    /** The thread of the test; where it is to answer before an approval's time is up, it has to have its hands free. */
    private TaskExecutor usual(FlowTester tester) {
        return script != null || tester.answers().isEmpty() ? TaskExecutors.inThread() : TaskExecutors.threads(1);
    }

    private RunOptions options(FlowTester tester, Observations seen) {
        Map<String, String> secrets = tester.secrets();
        TaskExecutor asked = tester.executor();
        RunOptions options = tester.options()
                .executor(new CountedExecutor(asked == null ? usual(tester) : asked, activity, process.life()))
                .secrets(name -> Optional.ofNullable(secrets.get(name)))
                .time(time)
                .onStateChange(seen::add);
        return script == null && !tester.isRecorded()
                ? options.results(results).recorded(false)
                : options.results(process.results()).recorded(true).recordsIn(process.records());
    }

    /** Goes on until the run ended, or waits for a person for whom no answer is prepared. */
    void settle(FlowRun run, FlowTester tester) {
        Map<String, List<@Nullable Object>> answers = new HashMap<>();
        tester.answers().forEach((task, prepared) -> answers.put(task, new ArrayList<>(prepared)));
        Life life = process.life();
        do {
            rest(run, answers, life);
        } while (!life.isLost() && !run.state().isFinished() && answered(run, answers));
    }

    private void rest(FlowRun run, Map<String, List<@Nullable Object>> answers, Life life) {
        CompletableFuture<?> over = run.completion().toCompletableFuture();
        CompletableFuture<?> unused = over.whenComplete((ended, bug) -> activity.poke());
        try {
            while (!over.isDone() && !life.isLost()) {
                activity.awaitQuiet(over, life);
                if (!over.isDone() && !life.isLost() && !answered(run, answers) && !time.ringNext()) {
                    activity.awaitChange(over);
                }
            }
            if (!life.isLost()) {
                run.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.cancel("the test was interrupted");
            throw new IllegalStateException("the test was interrupted while a run went on", e);
        }
    }

    static boolean answered(FlowRun run, Map<String, List<@Nullable Object>> answers) {
        for (TaskOutcome task : run.tasks()) {
            List<TaskOutcome> waiting = new ArrayList<>(task.children());
            waiting.add(task);
            for (TaskOutcome one : waiting) {
                String label = new Label(one.name(), one.mapIndex()).text();
                List<@Nullable Object> prepared = answers.get(label);
                if (one.state() instanceof State.Paused && prepared != null && !prepared.isEmpty()) {
                    run.answer(label, prepared.removeFirst(), PERSON);
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "a testbed at " + time;
    }
}
