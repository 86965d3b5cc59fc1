package dev.reeve.graph;

import dev.reeve.schedule.DataInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a {@link Template} mean for one task run: {@code template.path(context::value)}. Immutable as far
 * as the values are. Thread-safe.
 *
 * @param taskName empty where no task runs, as in the name of a run
 * @param mapIndex the child's index from 0; -1 for a task that is not mapped
 * @param scheduled the time the run was meant to start, which all dates are told from, so that they stay the same
 *     however often and late a task is tried
 * @param interval the span of time whose data the run is about
 * @param zone what {@code today} means
 * @param parameters by name
 * @param inputs the task's inputs by the names of its function's parameters
 */
public record TemplateContext(
        String flowName,
        String flowRunId,
        String flowRunName,
        String taskName,
        List<String> taskTags,
        int mapIndex,
        Instant scheduled,
        DataInterval interval,
        ZoneId zone,
        Map<String, @Nullable Object> parameters,
        Map<String, @Nullable Object> inputs) {
    static final String PARAMETERS = "parameters.";

    /** Those that are a date without a time. */
    static final Set<String> DAYS =
            ordered(List.of("today", "yesterday", "tomorrow", "today_utc", "yesterday_utc", "tomorrow_utc"));

    /** Those that are a date with a time. */
    static final Set<String> TIMES = Set.of("date", "scheduled_start_time", "interval_from", "interval_to");

    /** What only a task run has, and what a run's name would have to be made from itself. */
    static final Set<String> NOT_OF_A_RUN =
            ordered(List.of("task_name", "task_full_name", "task_tags", "map_index", "flow_run_name"));

    static final Set<String> VARIABLES = variables();

    // written out, because of a compact one the compiler leaves the annotations inside Map<..> out of the class file
    public TemplateContext(
            String flowName,
            String flowRunId,
            String flowRunName,
            String taskName,
            List<String> taskTags,
            int mapIndex,
            Instant scheduled,
            DataInterval interval,
            ZoneId zone,
            Map<String, @Nullable Object> parameters,
            Map<String, @Nullable Object> inputs) {
        this.flowName = flowName;
        this.flowRunId = flowRunId;
        this.flowRunName = flowRunName;
        this.taskName = taskName;
        this.taskTags = List.copyOf(taskTags);
        this.mapIndex = mapIndex;
        this.scheduled = scheduled;
        this.interval = interval;
        this.zone = zone;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // values may be null
        this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    private static Set<String> variables() {
        Set<String> names = new LinkedHashSet<>(List.of(
                "flow_name",
                "flow_run_id",
                "flow_run_name",
                "task_name",
                "task_full_name",
                "task_tags",
                "map_index",
                "date",
                "scheduled_start_time",
                "interval_from",
                "interval_to"));
        for (String day : DAYS) {
            names.add(day);
            names.add(day + "_nodash");
        }
        return Collections.unmodifiableSet(names);
    }

    private static Set<String> ordered(List<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /**
     * The value of a name.
     *
     * @throws IllegalArgumentException if there is no such name; lists those there are
     */
    public @Nullable Object value(String name) {
        if (inputs.containsKey(name)) {
            return inputs.get(name);
        }
        if (VARIABLES.contains(name)) {
            return contextValue(name);
        }
        String parameter = name.startsWith(PARAMETERS) ? name.substring(PARAMETERS.length()) : name;
        if (parameters.containsKey(parameter)) {
            return parameters.get(parameter);
        }
        Set<String> known = new TreeSet<>(VARIABLES);
        known.addAll(inputs.keySet());
        known.addAll(parameters.keySet());
        throw new IllegalArgumentException("a template names {" + name + "}, which "
                + (taskName.isEmpty() ? "run \"" + flowRunName + "\"" : "task \"" + taskName + "\"") + " of flow \""
                + flowName
                + "\" does not have. It has " + String.join(", ", known) + ".");
    }

    private Object contextValue(String name) {
        if (name.endsWith("_nodash")) {
            LocalDate day = day(name.substring(0, name.length() - "_nodash".length()));
            return DateTimeFormatter.BASIC_ISO_DATE.format(day);
        }
        return switch (name) {
            case "flow_name" -> flowName;
            case "flow_run_id" -> flowRunId;
            case "flow_run_name" -> flowRunName;
            case "task_name" -> taskName;
            case "task_full_name" -> mapIndex < 0 ? taskName : taskName + "[" + mapIndex + "]";
            case "task_tags" -> taskTags;
            case "map_index" -> mapIndex;
            case "date", "scheduled_start_time" -> ZonedDateTime.ofInstant(scheduled, zone);
            case "interval_from" -> ZonedDateTime.ofInstant(interval.from(), zone);
            case "interval_to" -> ZonedDateTime.ofInstant(interval.to(), zone);
            default -> day(name);
        };
    }

    private LocalDate day(String name) {
        LocalDate today = LocalDate.ofInstant(scheduled, name.endsWith("_utc") ? ZoneOffset.UTC : zone);
        if (name.startsWith("yesterday")) {
            return today.minusDays(1);
        }
        return name.startsWith("tomorrow") ? today.plusDays(1) : today;
    }
}
