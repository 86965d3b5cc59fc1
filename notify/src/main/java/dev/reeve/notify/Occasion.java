package dev.reeve.notify;

import dev.reeve.spi.RunView;
import dev.reeve.spi.RunWatcher.Watched;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of change that people want to hear of. Those of runs are about the run that somebody started, not about the runs
 * that its tasks are; those of tasks are about tasks of both. Immutable.
 */
public final class Occasion {
    @FunctionalInterface
    private interface Test {
        boolean holds(StateChange change, @Nullable Watched in, boolean recovered);
    }

    private final String words;
    private final Test test;

    private Occasion(String words, Test test) {
        this.words = words;
        this.test = test;
    }

    /** A run ends badly: Failed, TimedOut, TriggerFailed or Crashed. */
    public static Occasion runFails() {
        return run("a run fails", (change, in, recovered) -> change.to().isFailed());
    }

    /** A run ends well. */
    public static Occasion runSucceeds() {
        return run("a run succeeds", (change, in, recovered) -> change.to().isSuccessful());
    }

    /**
     * A run ends well where the one before had failed: this one before it was resumed, or the last one of the same flow
     * that the notifier was told of in this process.
     */
    public static Occasion runRecovers() {
        return run("a run recovers", (change, in, recovered) -> recovered);
    }

    /** A run ends, however. */
    public static Occasion runEnds() {
        return run("a run ends", (change, in, recovered) -> change.to().isFinished());
    }

    /** A run comes into one of these states, such as {@code State.Cancelled.class} or {@code State.Paused.class}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Occasion runBecomes(Class<? extends State>... states) {
        List<Class<? extends State>> wanted = some(states);
        return run("a run comes into a state", (change, in, recovered) -> isOne(change.to(), wanted));
    }

    /**
     * A task fails for good, itself: not because another did, and for a mapped task its child. {@code names}: which;
     * all if none is named.
     */
    public static Occasion taskFails(String... names) {
        return task("a task fails", names, (change, in, recovered) -> failsItself(change, in));
    }

    /** A task will be tried again after a failure. {@code names}: which; all if none is named. */
    public static Occasion taskRetries(String... names) {
        return task("a task is tried again", names, (change, in, recovered) -> change.to() instanceof State.Retrying);
    }

    /** A task, or a child of a mapped one, comes into one of these states. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Occasion taskBecomes(Class<? extends State>... states) {
        List<Class<? extends State>> wanted = some(states);
        return task("a task comes into a state", new String[0], (change, in, recovered) -> isOne(change.to(), wanted));
    }

    /** {@code in}: null if only the change is known. */
    boolean holds(StateChange change, @Nullable Watched in, boolean recovered) {
        return test.holds(change, in, recovered);
    }

    private static Occasion run(String words, Test test) {
        return new Occasion(
                words,
                (change, in, recovered) ->
                        change.task().isEmpty() && !isInner(in) && test.holds(change, in, recovered));
    }

    private static Occasion task(String words, String[] names, Test test) {
        Set<String> wanted = Set.copyOf(Arrays.asList(names));
        return new Occasion(
                words,
                (change, in, recovered) -> !change.task().isEmpty()
                        && (wanted.isEmpty() || wanted.contains(change.task()))
                        && test.holds(change, in, recovered));
    }

    static boolean isInner(@Nullable Watched in) {
        return in != null && in.inner();
    }

    private static boolean failsItself(StateChange change, @Nullable Watched in) {
        return change.to().isFailed()
                && !(change.to() instanceof State.TriggerFailed)
                && !(change.from() instanceof State.Mapped)
                && !(in != null && isFlowRun(change, in.run()));
    }

    /** Then a task inside of it failed, and was told of. */
    private static boolean isFlowRun(StateChange change, RunView run) {
        return run.graph()
                .node(change.task())
                .flatMap(node -> run.flowRun(node.index(), change.mapIndex()))
                .isPresent();
    }

    private static List<Class<? extends State>> some(Class<? extends State>[] states) {
        if (states.length == 0) {
            throw new IllegalArgumentException("no state is named; name one, such as State.Cancelled.class");
        }
        for (Class<? extends State> state : states) {
            Objects.requireNonNull(state, "state");
        }
        return List.of(states);
    }

    private static boolean isOne(State state, List<Class<? extends State>> wanted) {
        return wanted.stream().anyMatch(each -> each.isInstance(state));
    }

    @Override
    public String toString() {
        return words;
    }
}
