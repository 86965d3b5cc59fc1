package dev.reeve.testing;

import dev.reeve.engine.text.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a task's function, or of the fake in its place, as the test kit saw it. Thread-safe. */
public final class Call {
    private static final int LONGEST = 80;

    private final String key;
    private final String task;
    private final int mapIndex;
    private final int attempt;
    private final int process;
    private final Instant began;
    private final List<@Nullable Object> arguments;
    private boolean returned;
    private @Nullable Object result;
    private @Nullable Throwable thrown;

    Call(String key, String task, int mapIndex, int attempt, int process, Instant began, @Nullable Object[] arguments) {
        this.key = key;
        this.task = task;
        this.mapIndex = mapIndex;
        this.attempt = attempt;
        this.process = process;
        this.began = began;
        this.arguments = Collections.unmodifiableList(new ArrayList<@Nullable Object>(Arrays.asList(arguments)));
    }

    /** The task's name; of a task inside a sub-flow or a block, with the names of those around it: {@code load/extract}. */
    public String task() {
        return task;
    }

    /** The child's index, from 0; -1 for a task that is not mapped. */
    public int mapIndex() {
        return mapIndex;
    }

    /** The task's name, with the index of a child: {@code fetch[3]}. */
    public String label() {
        return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
    }

    /** Which attempt it was, counted from 1. */
    public int attempt() {
        return attempt;
    }

    /** In which process, counted from 1; above 1 only after a crash. */
    public int process() {
        return process;
    }

    /** When it began. */
    public Instant began() {
        return began;
    }

    /** What it was given. */
    public List<@Nullable Object> arguments() {
        return arguments;
    }

    /**
     * The argument at that place, from 0.
     *
     * @throws ClassCastException if it is of another type
     */
    public <T> @Nullable T argument(int place, Class<T> type) {
        return type.cast(arguments.get(place));
    }

    /** Whether it returned. */
    public synchronized boolean returned() {
        return returned;
    }

    /** What it returned; null for nothing, and if it threw. */
    public synchronized @Nullable Object result() {
        return result;
    }

    /** What it threw; null if it did not. */
    public synchronized @Nullable Throwable thrown() {
        return thrown;
    }

    /** The task run's {@code idempotencyKey()}. */
    public String idempotencyKey() {
        return key;
    }

    synchronized void returns(@Nullable Object value) {
        returned = true;
        result = value;
    }

    synchronized void threw(Throwable what) {
        thrown = what;
    }

    /** An argument or result for people, short. */
    static String words(@Nullable Object value) {
        String text;
        try {
            text = value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
        } catch (RuntimeException broken) { // a toString() of the user's
            text = String.valueOf(value == null ? null : value.getClass().getName());
        }
        return Shown.cut(Shown.clean(text), LONGEST);
    }

    @Override
    public synchronized String toString() {
        List<String> given = arguments.stream().map(Call::words).toList();
        String end =
                thrown != null ? " threw " + words(thrown) : returned ? " returned " + words(result) : " did not end";
        return label() + "(" + String.join(", ", given) + "), attempt " + attempt + "," + end;
    }
}
