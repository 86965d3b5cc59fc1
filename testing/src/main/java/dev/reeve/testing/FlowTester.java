package dev.reeve.testing;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.TaskFunction;
import dev.reeve.UsedFunction;
import dev.reeve.serve.ServeOptions;
import dev.reeve.spi.TaskExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run of a flow that a test is about to make: {@code FlowTester.of(flow).with("country", "Italy").run()}. Tasks run one
 * by one in the thread of the test, and time goes on by itself when all of them wait, so that a retry after six hours
 * takes no time. Immutable: each method returns another.
 */
public final class FlowTester extends Replacing<FlowTester> {
    private final Testbed testbed;
    private final Flow flow;
    private final Tasks tasks;
    private RunOptions options = RunOptions.DEFAULT;
    private Map<String, Behaviour> behaviours = Map.of();
    private List<FakedFunction> faked = List.of();
    private Map<String, String> secrets = Map.of();
    private Map<String, List<@Nullable Object>> answers = Map.of();
    private Set<String> varying = Set.of();
    private @Nullable Instant start;
    private @Nullable TaskExecutor executor;
    private boolean recorded;

    FlowTester(Testbed testbed, Flow flow) {
        this.testbed = testbed;
        this.flow = flow;
        this.tasks = new Tasks(flow.graph());
    }

    private FlowTester(FlowTester other, Testbed testbed) {
        this.testbed = testbed;
        this.flow = other.flow;
        this.tasks = other.tasks;
        this.options = other.options;
        this.behaviours = other.behaviours;
        this.faked = other.faked;
        this.secrets = other.secrets;
        this.answers = other.answers;
        this.varying = other.varying;
        this.start = other.start;
        this.executor = other.executor;
        this.recorded = other.recorded;
    }

    /** A run in a testbed of its own. */
    public static FlowTester of(Flow flow) {
        return Testbed.create().of(flow);
    }

    /** The same run in another testbed. */
    public FlowTester in(Testbed other) {
        return new FlowTester(this, other);
    }

    private FlowTester copy() {
        return new FlowTester(this, testbed);
    }

    // ---- what it is given

    /** The value of a parameter. */
    public FlowTester with(String parameter, @Nullable Object value) {
        return options(asked -> asked.parameter(parameter, value));
    }

    /** The values of parameters. */
    public FlowTester with(Map<String, ? extends @Nullable Object> parameters) {
        return options(asked -> asked.parameters(parameters));
    }

    /** A secret that its tasks may ask for. It has no others: none of this machine's. */
    public FlowTester secret(String name, String value) {
        FlowTester changed = copy();
        changed.secrets = plus(secrets, name, value);
        return changed;
    }

    /** The time at which it starts: of the testbed, 2026-01-01T00:00Z at first, if not said. */
    public FlowTester startingAt(Instant time) {
        FlowTester changed = copy();
        changed.start = time;
        return changed;
    }

    /** The time at which it starts, as {@code 2026-03-01T12:00:00Z}. */
    public FlowTester startingAt(String time) {
        return startingAt(Instant.parse(time));
    }

    /** The time it was meant to start; that at which it does if not said. */
    public FlowTester scheduled(Instant time) {
        return options(asked -> asked.scheduled(time));
    }

    /** What {@code today} means; UTC if not said. */
    public FlowTester zone(ZoneId zone) {
        return options(asked -> asked.zone(zone));
    }

    /**
     * What else the run is asked to be. Clock, executor, secrets, stores and records are the test kit's: name them with
     * the other methods.
     */
    public FlowTester options(UnaryOperator<RunOptions> change) {
        FlowTester changed = copy();
        changed.options = change.apply(options);
        return changed;
    }

    /** Where its tasks run, in place of the thread of the test. Time still goes on by itself. */
    public FlowTester on(TaskExecutor place) {
        FlowTester changed = copy();
        changed.executor = place;
        return changed;
    }

    /** Has it recorded, on the testbed's disk. */
    public FlowTester recorded() {
        FlowTester changed = copy();
        changed.recorded = true;
        return changed;
    }

    /**
     * Answers a task as soon as it waits for a person: an approval, or one that paused. Several answers for one task are
     * given one after the other.
     */
    public FlowTester answering(String task, @Nullable Object answer) {
        FlowTester changed = copy();
        List<@Nullable Object> before = answers.get(label(task));
        List<@Nullable Object> more = new ArrayList<>();
        if (before != null) {
            more.addAll(before);
        }
        more.add(answer);
        List<@Nullable Object> unchanging = Collections.unmodifiableList(more);
        changed.answers = plus(answers, label(task), unchanging);
        return changed;
    }

    // ---- how its tasks behave

    @Override
    FlowTester replaced(TaskFunction function, Fake fake) {
        UsedFunction used = UsedFunction.of(function);
        if (!used.isNamed()) {
            throw new IllegalArgumentException("a lambda cannot be found in a flow. Give the method reference that the"
                    + " flow has, or name the task: replace(\"task\", call -> ..). " + tasks.known());
        }
        List<String> paths = tasks.paths(used::isIn);
        if (paths.isEmpty() && !tasks.makeMore()) {
            throw new IllegalArgumentException("Flow \"" + flow.name() + "\" has no task that calls " + used.text()
                    + ", so there is nothing to replace. " + tasks.known());
        }
        FlowTester changed = copy();
        List<FakedFunction> all = new ArrayList<>(faked);
        all.add(new FakedFunction(used, fake));
        changed.faked = List.copyOf(all);
        for (String path : paths) {
            changed = changed.faked(path, fake);
        }
        return changed;
    }

    /**
     * Puts a fake in the place of one task's function, which is named as {@code extract} or {@code load/extract}; of the
     * flow that the dynamic task {@code load} makes, too. What it gives is checked when it is called.
     */
    public FlowTester replace(String task, Fake fake) {
        String path = functionOf(task);
        return faked(path, tasks.isMade(path) ? fake : ResultTypes.checked(path, tasks.node(path), fake));
    }

    private FlowTester faked(String path, Fake fake) {
        Behaviour before = behaviour(path);
        return behaving(path, new Behaviour(fake, before.failures(), before.delays()));
    }

    /**
     * Lets the first attempts of a task fail, of a mapped one those of each child; of one child if it is named as {@code
     * "fetch[2]"}. The attempts after them do as the function, or the fake in its place, does.
     */
    public FlowTester failing(String task, int times, Supplier<? extends Exception> with) {
        if (times < 1) {
            throw new IllegalArgumentException(times + " failures of \"" + task + "\"; use 1 or more");
        }
        Label label = Label.of(task);
        String path = functionOf(label.task());
        Behaviour before = behaviour(path);
        List<Behaviour.Failing> failures = new ArrayList<>(before.failures());
        failures.add(new Behaviour.Failing(label.child(), times, with));
        return behaving(path, new Behaviour(before.fake(), List.copyOf(failures), before.delays()));
    }

    /** Lets each attempt of a task take so long, of the testbed's time, before its function does anything. */
    public FlowTester taking(String task, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("\"" + task + "\" takes " + time + "; use zero or more");
        }
        Label label = Label.of(task);
        String path = functionOf(label.task());
        Behaviour before = behaviour(path);
        List<Behaviour.Taking> delays = new ArrayList<>(before.delays());
        delays.add(new Behaviour.Taking(label.child(), time));
        return behaving(path, new Behaviour(before.fake(), before.failures(), List.copyOf(delays)));
    }

    private Behaviour behaviour(String path) {
        return behaviours.getOrDefault(path, new Behaviour(null, List.of(), List.of()));
    }

    private FlowTester behaving(String path, Behaviour behaviour) {
        FlowTester changed = copy();
        changed.behaviours = plus(behaviours, path, behaviour);
        return changed;
    }

    private String functionOf(String task) {
        String path = tasks.path(task);
        if (!tasks.isMade(path) && tasks.node(path).body() == null) {
            throw new IllegalArgumentException("task \"" + path + "\" of flow \"" + flow.name()
                    + "\" has no function of its own. Name a task inside of it, as \"" + path + "/..\".");
        }
        return path;
    }

    private String label(String task) {
        Label label = Label.of(task);
        return new Label(tasks.path(label.task()), label.child()).text();
    }

    /**
     * Says that a task's result, or that of tasks after it, may be another in each run, such as a time that was read: it
     * is not compared when the test compares runs.
     */
    public FlowTester mayDiffer(String... results) {
        FlowTester changed = copy();
        Set<String> more = new LinkedHashSet<>(varying);
        for (String task : results) {
            more.add(tasks.path(task));
        }
        changed.varying = Set.copyOf(more);
        return changed;
    }

    // ---- running it

    /** Runs it until it ended, or waits for a person that no answer is prepared for. */
    public TestRun run() {
        return testbed.run(this);
    }

    /**
     * Serves the flow, that is runs it on its schedule, for so long; what was due in time ends. The testbed's clock moves from
     * one thing that happens to the next, so that a year takes no longer than its runs do. Serve it again in the same
     * testbed to see what a later process makes up for.
     *
     * @throws IllegalArgumentException if the flow has no schedule, or cannot run on it
     */
    public TestServing serve(Duration span) {
        return serve(span, options -> options);
    }

    /** The same with other policies: {@code serve(ofDays(7), options -> options.overlap(Overlap.ALLOW))}. */
    public TestServing serve(Duration span, UnaryOperator<ServeOptions> policies) {
        return testbed.serve(
                this,
                policies.apply(ServeOptions.DEFAULT)
                        .until(startOr(testbed.time().now()).plus(span)));
    }

    private Instant startOr(Instant now) {
        return start == null ? now : start;
    }

    /**
     * Starts it on a thread of its own and returns when all in it waits: for a time, or for a person. Time stands until
     * the test moves it: {@link TestRun#advance}.
     */
    public TestRun start() {
        return testbed.start(this);
    }

    private static <V> Map<String, V> plus(Map<String, V> before, String name, V value) {
        Map<String, V> changed = new LinkedHashMap<>(before);
        changed.put(name, value);
        return Collections.unmodifiableMap(changed);
    }

    /** The flow. */
    public Flow flow() {
        return flow;
    }

    Tasks tasks() {
        return tasks;
    }

    RunOptions options() {
        return options;
    }

    Map<String, Behaviour> behaviours() {
        return behaviours;
    }

    List<FakedFunction> fakedFunctions() {
        return faked;
    }

    Map<String, String> secrets() {
        return secrets;
    }

    Map<String, List<@Nullable Object>> answers() {
        return answers;
    }

    Set<String> varying() {
        return varying;
    }

    @Nullable
    Instant startTime() {
        return start;
    }

    @Nullable
    TaskExecutor executor() {
        return executor;
    }

    boolean isRecorded() {
        return recorded;
    }
}
