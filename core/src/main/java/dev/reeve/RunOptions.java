package dev.reeve;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.graph.Rate;
import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Firing;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.Recording;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunLimits;
import dev.reeve.spi.RunRequest;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.TaskExecutor;
import dev.reeve.spi.Time;
import dev.reeve.state.StateChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to be: {@code RunOptions.DEFAULT.executor(threads(8)).deadline(ofHours(1))}. What is not said is
 * the engine's to choose, from its configuration. Immutable: each method returns another.
 */
public final class RunOptions {
    /** Says nothing. */
    public static final RunOptions DEFAULT = new RunOptions(Map.of(), Map.of(), Set.of(), RunLimits.NONE, List.of());

    private enum Choice {
        RUN_NAME,
        EXECUTOR,
        RESULTS,
        CHECKPOINTING,
        SERIALIZER,
        SECRETS,
        TIME,
        ZONE,
        SCHEDULED,
        FIRING,
        DEADLINE,
        GRACE,
        RECORDED,
        RECORDS,
        CODE,
        RESUMPTION,
        OCCASION;

        /** The method that makes this choice, for messages. */
        String verb() {
            return "RunOptions." + (this == RUN_NAME ? "runName" : name().toLowerCase(Locale.ROOT)) + "(..)";
        }
    }

    private final Map<String, @Nullable Object> parameters;
    private final Map<Choice, Object> choices;
    private final Set<String> resumed;
    private final RunLimits limits;
    private final List<Consumer<StateChange>> watchers;

    private RunOptions(
            Map<String, ? extends @Nullable Object> parameters,
            Map<Choice, Object> choices,
            Set<String> resumed,
            RunLimits limits,
            List<Consumer<StateChange>> watchers) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // values may be null
        this.choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        this.resumed = Set.copyOf(resumed);
        this.limits = limits;
        this.watchers = List.copyOf(watchers);
    }

    private RunOptions with(Choice choice, Object value) {
        Map<Choice, Object> changed = new EnumMap<>(Choice.class);
        changed.putAll(choices);
        changed.put(choice, Given.notNull(value, choice.verb(), "value"));
        return new RunOptions(parameters, changed, resumed, limits, watchers);
    }

    /** The values of parameters, beside and in place of those given before. */
    public RunOptions parameters(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(parameters);
        changed.putAll(Given.notNull(values, "RunOptions.parameters(..)", "values"));
        return new RunOptions(changed, choices, resumed, limits, watchers);
    }

    /** The value of one parameter. */
    public RunOptions parameter(String name, @Nullable Object value) {
        return parameters(Collections.singletonMap(name, value));
    }

    /**
     * The run's name for people: a text, or a template such as {@code "orders-{country}-{today}"} that names parameters
     * and those variables of templates that are not of a task; a brace that stands for itself is doubled. If not said,
     * the flow's {@link FlowBuilder#runNamed} decides, and else one is made up. What cannot be filled keeps the run from
     * starting, with an
     * {@link IllegalArgumentException}.
     */
    public RunOptions runName(String name) {
        return with(Choice.RUN_NAME, name);
    }

    /** Where tasks run. */
    public RunOptions executor(TaskExecutor executor) {
        return with(Choice.EXECUTOR, executor);
    }

    /** Where results are kept. */
    public RunOptions results(ResultStore store) {
        return with(Choice.RESULTS, store);
    }

    /** Whether all results are stored, not only those with a target. */
    public RunOptions checkpointing(boolean all) {
        return with(Choice.CHECKPOINTING, all);
    }

    /** Where results are kept, if it is said. */
    public Optional<ResultStore> results() {
        return Optional.ofNullable(chosen(Choice.RESULTS, ResultStore.class));
    }

    /** How results are stored. */
    public RunOptions serializer(Serializer serializer) {
        return with(Choice.SERIALIZER, serializer);
    }

    /** Who knows secrets. */
    public RunOptions secrets(SecretProvider secrets) {
        return with(Choice.SECRETS, secrets);
    }

    /** Who knows secrets, if that is said: for who puts others before them. */
    public Optional<SecretProvider> secretProvider() {
        return Optional.ofNullable(chosen(Choice.SECRETS, SecretProvider.class));
    }

    /** The clock. */
    public RunOptions time(Time time) {
        return with(Choice.TIME, time);
    }

    /** What {@code today} means; UTC if not said. */
    public RunOptions zone(ZoneId zone) {
        return with(Choice.ZONE, zone);
    }

    /** The time the run was meant to start; now if not said. */
    public RunOptions scheduled(Instant time) {
        return with(Choice.SCHEDULED, time);
    }

    /**
     * What a schedule says of this run: its time, its zone and values of parameters. What else is said by these options,
     * before or after, wins.
     */
    public RunOptions firing(Firing firing) {
        return with(Choice.FIRING, firing);
    }

    /** The span of time whose data the run is about; the empty one at the time it was meant to start if not said. */
    public RunOptions dataInterval(DataInterval interval) {
        Given.notNull(interval, "RunOptions.dataInterval(..)", "interval");
        return occasion(new Occasion(Occasion.Cause.BY_HAND, interval, null, ""));
    }

    /** Why the run begins, for what begins runs by itself. */
    public RunOptions occasion(Occasion occasion) {
        return with(Choice.OCCASION, occasion);
    }

    /** The longest the whole run may take; more than zero. */
    public RunOptions deadline(Duration limit) {
        Given.notNull(limit, "RunOptions.deadline(..)", "limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a deadline of " + limit + "; use more than zero");
        }
        return with(Choice.DEADLINE, limit);
    }

    /** How long a cancelled task may take to end before nobody waits for it; zero or more. */
    public RunOptions grace(Duration limit) {
        Given.notNull(limit, "RunOptions.grace(..)", "limit");
        if (limit.isNegative()) {
            throw new IllegalArgumentException("a grace period of " + limit + "; use zero or more");
        }
        return with(Choice.GRACE, limit);
    }

    /** Tasks with a manual trigger that may run without asking, beside those named before. */
    public RunOptions resume(String... tasks) {
        return resume(Arrays.asList(Given.notNull(tasks, "RunOptions.resume(..)", "tasks")));
    }

    /** Tasks with a manual trigger that may run without asking, beside those named before. */
    public RunOptions resume(Collection<String> tasks) {
        Set<String> changed = new LinkedHashSet<>(resumed);
        changed.addAll(Given.noneNull(tasks, "RunOptions.resume(..)", "task"));
        return new RunOptions(parameters, choices, changed, limits, watchers);
    }

    /**
     * How many units there are of a resource that tasks {@linkplain NodeOptions#requires require}; 1 or more. Tasks wait
     * in state Queued while too few are free. A resource that no limit names is not limited.
     */
    public RunOptions limit(String resource, int units) {
        if (units < 1) {
            throw new IllegalArgumentException(units + " units of \"" + resource + "\"; use 1 or more");
        }
        return limited(new RunLimits(
                Map.of(Given.notNull(resource, "RunOptions.limit(..)", "resource"), units), Map.of(), Map.of()));
    }

    /**
     * How many attempts of tasks with that tag may go on at once; 1 or more, in this run and all runs that its tasks are.
     * The others wait in state Queued. A task with several such tags keeps to all of them. Tasks that are flow runs are
     * counted apart from those that work, by how deep they are.
     */
    public RunOptions limitTag(String tag, int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException(attempts + " attempts at once of tag \"" + tag + "\"; use 1 or more");
        }
        return limited(new RunLimits(
                Map.of(), Map.of(Given.notNull(tag, "RunOptions.limitTag(..)", "tag"), attempts), Map.of()));
    }

    /**
     * Lets at most so many attempts of tasks with that tag begin in any span of that length: from 1 to a million, and
     * more than zero. The others wait in state Queued.
     */
    public RunOptions rateLimit(String tag, int begins, Duration span) {
        Given.notNull(tag, "RunOptions.rateLimit(..)", "tag");
        Rate rate = new Rate(begins, Given.notNull(span, "RunOptions.rateLimit(..)", "span"));
        return limited(new RunLimits(Map.of(), Map.of(), Map.of(tag, rate)));
    }

    private RunOptions limited(RunLimits more) {
        return new RunOptions(parameters, choices, resumed, more.orElse(limits), watchers);
    }

    /** Whether a record of the run is written, from which it can be resumed; as configured if not said. */
    public RunOptions recorded(boolean recorded) {
        return with(Choice.RECORDED, recorded);
    }

    /** The directory in which records of runs are kept; as configured if not said. */
    public RunOptions recordsIn(Path directory) {
        return with(Choice.RECORDS, directory);
    }

    /** The directory in which records of runs are kept, if it is said. */
    public Optional<Path> recordsIn() {
        return Optional.ofNullable(chosen(Choice.RECORDS, Path.class));
    }

    /** Where the flow's code is, for the record: another process finds it there to resume the run. */
    public RunOptions code(CodeLocation location) {
        return with(Choice.CODE, location);
    }

    /**
     * Goes on with a recorded run, in a new epoch, under its name. Its parameters, zone, limits and deadline are those of
     * the record, where nothing else is said.
     */
    public RunOptions resuming(Resumption resumption) {
        return with(Choice.RESUMPTION, resumption);
    }

    /** Calls this on every change of state, in the order of the changes, beside those named before and the flow's own. */
    public RunOptions onStateChange(Consumer<StateChange> watcher) {
        List<Consumer<StateChange>> changed = new ArrayList<>(watchers);
        changed.add(Given.notNull(watcher, "RunOptions.onStateChange(..)", "watcher"));
        return new RunOptions(parameters, choices, resumed, limits, changed);
    }

    /**
     * What a run of that flow with these options is asked to be, for engines.
     *
     * @throws ParameterException if the parameters are not what the flow takes
     */
    public RunRequest request(FlowGraph graph) {
        checkRunName(graph);
        Resumption resumption = chosen(Choice.RESUMPTION, Resumption.class);
        Firing firing = chosen(Choice.FIRING, Firing.class);
        Map<String, @Nullable Object> given = firing == null ? parameters : with(firing);
        return new RunRequest(
                graph,
                resumption == null ? ParameterValues.of(graph, given) : ParameterValues.given(graph, given),
                chosen(Choice.RUN_NAME, String.class),
                chosen(Choice.EXECUTOR, TaskExecutor.class),
                chosen(Choice.RESULTS, ResultStore.class),
                chosen(Choice.CHECKPOINTING, Boolean.class),
                chosen(Choice.SERIALIZER, Serializer.class),
                chosen(Choice.SECRETS, SecretProvider.class),
                chosen(Choice.TIME, Time.class),
                firing == null || choices.containsKey(Choice.ZONE) ? chosen(Choice.ZONE, ZoneId.class) : firing.zone(),
                firing == null || choices.containsKey(Choice.SCHEDULED)
                        ? chosen(Choice.SCHEDULED, Instant.class)
                        : firing.time(),
                chosen(Choice.DEADLINE, Duration.class),
                chosen(Choice.GRACE, Duration.class),
                resumedNames(graph),
                limits,
                watchers(graph),
                new Recording(
                        chosen(Choice.RECORDED, Boolean.class),
                        chosen(Choice.RECORDS, Path.class),
                        Objects.requireNonNullElse(chosen(Choice.CODE, CodeLocation.class), CodeLocation.UNKNOWN),
                        null,
                        null,
                        resumption,
                        chosen(Choice.OCCASION, Occasion.class)));
    }

    /** Those of the flow, then the run's own. */
    private List<Consumer<StateChange>> watchers(FlowGraph graph) {
        if (graph.watchers().isEmpty()) {
            return watchers;
        }
        List<Consumer<StateChange>> all = new ArrayList<>(graph.watchers());
        all.addAll(watchers);
        return all;
    }

    private Map<String, @Nullable Object> with(Firing firing) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(firing.parameters());
        all.putAll(parameters);
        return all;
    }

    private void checkRunName(FlowGraph graph) {
        String name = chosen(Choice.RUN_NAME, String.class);
        if (name == null || name.indexOf('{') < 0 && name.indexOf('}') < 0) {
            return;
        }
        List<String> known =
                graph.parameters().stream().map(ParameterSpec::name).toList();
        String problem = NameTemplateCheck.problemOfRun(name, known);
        if (problem != null) {
            throw new ParameterException(
                    graph.name(),
                    List.of("the run is to be named \"" + name + "\": " + problem),
                    NameTemplateCheck.remedyOfRun(known));
        }
    }

    private Set<String> resumedNames(FlowGraph graph) {
        Set<String> names = new LinkedHashSet<>();
        for (String task : resumed) {
            int slash = task.indexOf('/'); // behind it is a task of the flow run that the one before it is
            String own = slash < 0 ? task : task.substring(0, slash);
            names.add(graph.node(own)
                            .orElseThrow(() -> new IllegalArgumentException("Flow \"" + graph.name()
                                    + "\" has no task \"" + task + "\" that could be resumed. Name one of its tasks."))
                            .name()
                    + (slash < 0 ? "" : task.substring(slash)));
        }
        return names;
    }

    private <T> @Nullable T chosen(Choice choice, Class<T> type) {
        return type.cast(choices.get(choice));
    }
}
