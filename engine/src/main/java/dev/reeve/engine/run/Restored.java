package dev.reeve.engine.run;

import dev.reeve.Resumption;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run that is resumed takes over from its earlier epochs. A task run is named by its node's index in the graph
 * that runs now and the child's index, -1 for the node itself. Immutable but for what is read of the store.
 */
public interface Restored {
    /** The number of the epoch that begins; 1 for a run that is not resumed. */
    int epoch();

    /** When the first epoch began, in nanoseconds; the time given for a run that is not resumed. */
    long startedAt(long now);

    /** The states of the flow run so far, without the Pending that it began with. */
    List<RunView.Entry> flowHistory();

    /** How many children a node had; -1 if it had none. */
    int width(int v);

    /** How a task run stood; Pending if nothing is known of it. */
    State state(int v, int child);

    /** The states of a task run so far, without the Pending that it began with. */
    List<RunView.Entry> history(int v, int child);

    /** Whether a task run ended and stays so. */
    boolean keeps(int v, int child);

    /** Whether a task run that waited for a person goes on to wait. */
    boolean waits(int v, int child);

    /**
     * The attempt whose result, if it is stored, may be used although nothing is known of its end: the process ended
     * while it ran. 0 if there is none.
     */
    int unfinishedAttempt(int v, int child);

    /** What the loop passed on that did not end; null if that is not known. Read before the run began. */
    Shelf.@Nullable Hit turn(int v, int child);

    /** What is used again inside of the task run of that label, if it is a flow run that runs again. */
    Resumption.Reuse reuse(String label);

    /** The key of a result that is stored, empty if it is not; of a task run that is kept. */
    String key(int v, int child);

    /** A stored result of a task run that is kept, read if that was not done before; null if it is not there. */
    Shelf.@Nullable Hit value(int v, int child);

    /** Whether that result was read before the run began, because a task run that runs again needs it. */
    boolean isRead(int v, int child);

    /**
     * What people answered to a task run since it last began anew, and what else the flow run that it is was made with:
     * the texts that its journal was given, oldest first.
     */
    default List<String> told(int v, int child) {
        return List.of();
    }

    /**
     * When the run began that waited for a person when its last epoch ended and goes on to, however many epochs that
     * takes; null for every other.
     */
    default @Nullable Instant waitsSince() {
        return null;
    }

    /** The worker of a cluster that called a task run's last attempt; null if none did. */
    default @Nullable Called called(int v, int child) {
        return null;
    }

    /** What tasks of earlier epochs kept for people, oldest first. */
    default List<TaskArtifact> artifacts() {
        return List.of();
    }

    /** Nothing: the run is new. */
    Restored NOTHING = new Restored() {
        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public long startedAt(long now) {
            return now;
        }

        @Override
        public List<RunView.Entry> flowHistory() {
            return List.of();
        }

        @Override
        public int width(int v) {
            return -1;
        }

        @Override
        public State state(int v, int child) {
            return State.Pending.NOW;
        }

        @Override
        public List<RunView.Entry> history(int v, int child) {
            return List.of();
        }

        @Override
        public boolean keeps(int v, int child) {
            return false;
        }

        @Override
        public boolean waits(int v, int child) {
            return false;
        }

        @Override
        public int unfinishedAttempt(int v, int child) {
            return 0;
        }

        @Override
        public Shelf.@Nullable Hit turn(int v, int child) {
            return null;
        }

        @Override
        public Resumption.Reuse reuse(String label) {
            return Resumption.Reuse.SAME_CODE;
        }

        @Override
        public String key(int v, int child) {
            return "";
        }

        @Override
        public Shelf.@Nullable Hit value(int v, int child) {
            return null;
        }

        @Override
        public boolean isRead(int v, int child) {
            return false;
        }
    };
}
