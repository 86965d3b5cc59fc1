package dev.reeve.testing;

import dev.reeve.Action0;
import dev.reeve.Action1;
import dev.reeve.Task0;
import dev.reeve.Task1;
import dev.reeve.TaskRun;
import dev.reeve.spi.CurrentTaskRun;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls one task's function as an attempt would, without a flow or an engine: {@code
 * TaskTester.named("filter_data").with("country", "Italy").call(() -> CovidFlow.filterData(cases, "Italy"))}. What the
 * function asks its {@link TaskRun} is what is said here. Immutable: each method returns another.
 */
public final class TaskTester {
    /**
     * What the function is told.
     *
     * @param answer what a person said; null for nothing
     */
    record Told(
            String name,
            int mapIndex,
            int attempt,
            List<String> tags,
            Map<String, @Nullable Object> parameters,
            Map<String, String> secrets,
            Instant scheduled,
            ZoneId zone,
            @Nullable Object answer,
            boolean cancelled) {}

    private final Told told;

    private TaskTester(Told told) {
        this.told = told;
    }

    /** The first attempt of a task of that name that is not mapped, at {@link Testbed#BEGINNING}, in UTC. */
    public static TaskTester named(String task) {
        return new TaskTester(
                new Told(task, -1, 1, List.of(), Map.of(), Map.of(), Testbed.BEGINNING, ZoneOffset.UTC, null, false));
    }

    /** The value of a parameter of the flow. */
    public TaskTester with(String parameter, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(told.parameters);
        more.put(parameter, value);
        return new TaskTester(new Told(
                told.name,
                told.mapIndex,
                told.attempt,
                told.tags,
                Collections.unmodifiableMap(more),
                told.secrets,
                told.scheduled,
                told.zone,
                told.answer,
                told.cancelled));
    }

    /** A secret that it may ask for; it has no others. */
    public TaskTester secret(String name, String value) {
        Map<String, String> more = new TreeMap<>(told.secrets);
        more.put(name, value);
        return new TaskTester(new Told(
                told.name,
                told.mapIndex,
                told.attempt,
                told.tags,
                told.parameters,
                Collections.unmodifiableMap(more),
                told.scheduled,
                told.zone,
                told.answer,
                told.cancelled));
    }

    /** Which attempt it is, counted from 1. */
    public TaskTester attempt(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("attempt " + number + "; attempts count from 1");
        }
        return place(told.mapIndex, number, told.tags);
    }

    /** Which child of a mapped task it is, from 0. */
    public TaskTester mapIndex(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("child " + index + "; children count from 0");
        }
        return place(index, told.attempt, told.tags);
    }

    /** The tags of the task. */
    public TaskTester tags(String... tags) {
        return place(told.mapIndex, told.attempt, Arrays.asList(tags));
    }

    private TaskTester place(int mapIndex, int attempt, List<String> tags) {
        return new TaskTester(new Told(
                told.name,
                mapIndex,
                attempt,
                List.copyOf(new ArrayList<>(tags)),
                told.parameters,
                told.secrets,
                told.scheduled,
                told.zone,
                told.answer,
                told.cancelled));
    }

    /** The time its run was meant to start. */
    public TaskTester scheduled(Instant time) {
        return around(time, told.zone, told.answer, told.cancelled);
    }

    /** The zone in which its run tells {@code today}. */
    public TaskTester zone(ZoneId zone) {
        return around(told.scheduled, zone, told.answer, told.cancelled);
    }

    /** What a person answered when it waited for them. */
    public TaskTester answered(Object answer) {
        return around(told.scheduled, told.zone, answer, told.cancelled);
    }

    /** Somebody has asked it to stop. */
    public TaskTester cancelled() {
        return around(told.scheduled, told.zone, told.answer, true);
    }

    private TaskTester around(Instant scheduled, ZoneId zone, @Nullable Object answer, boolean cancelled) {
        return new TaskTester(new Told(
                told.name,
                told.mapIndex,
                told.attempt,
                told.tags,
                told.parameters,
                told.secrets,
                scheduled,
                zone,
                answer,
                cancelled));
    }

    /** Calls a function with a value, which may ask {@code TaskRun.current()}. */
    public <R extends @Nullable Object> TaskCall<R> call(Task0<R> function) {
        return call(context -> function.call());
    }

    /** Calls a function with a value, which takes its {@code TaskRun} as an input. */
    public <R extends @Nullable Object> TaskCall<R> call(Task1<TaskRun, R> function) {
        ToldTaskRun context = new ToldTaskRun(told);
        TaskRun outer = CurrentTaskRun.set(context);
        try {
            return TaskCall.returned(context, function.call(context));
        } catch (Throwable thrown) {
            return TaskCall.threw(context, thrown);
        } finally {
            CurrentTaskRun.set(outer);
        }
    }

    /** Calls a function without a value, which may ask {@code TaskRun.current()}. */
    public TaskCall<@Nullable Object> callAction(Action0 function) {
        return callAction(context -> function.run());
    }

    /** Calls a function without a value, which takes its {@code TaskRun} as an input. */
    public TaskCall<@Nullable Object> callAction(Action1<TaskRun> function) {
        return call(context -> {
            function.run(context);
            return null;
        });
    }
}
