package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.Collection;

/**
 * Where a run puts down what happens to it. All but {@link #breathe} and {@link #rest} is called by the holder of the
 * loop's role: it must be quick, wait for nothing, run no user code and throw nothing. A task run is named by its
 * node's index and the child's index, -1 for the node itself; -1 for both is the flow run.
 */
public interface Journal {
    /** A state changed. */
    void changed(int v, int child, State from, State to, Instant at);

    /** A node stands as the record says; told of every node before anything else if a run is resumed. */
    void tookOver(int v, State state);

    /** The result of a task run was stored. Told before the change of state that makes it count. */
    void stored(int v, int child, String key, String hash);

    /** An attempt failed or ran out of time: where, as a stack trace. Told before the change of state that it makes. */
    void failed(int v, int child, int attempt, String trace);

    /** A loop ended a turn; what the next one begins with is stored. */
    void turned(int v, int child, int turn, String key, String hash);

    /**
     * A person answered a task run that waits, or the flow run that a task run is ended well, made with more than its
     * parameters tell: answers in it, something that it had to do without.
     *
     * @param by who answered; empty for the flow run
     * @param told a text that tells this from anything else, the same in each run; empty for a mere go-ahead
     */
    void answered(int v, int child, String by, String told);

    /** A task run of that node kept something for people. */
    void artifact(int v, TaskArtifact artifact);

    /** A task run began a flow run that is part of it. */
    void began(int v, int child, String runId);

    /**
     * A worker of a cluster calls the function of an attempt, or called it again because what it returned was lost, which
     * may be long after the task run ended.
     *
     * @param attempt the attempt's number, from 1; of a result of an earlier epoch its number there
     * @param worker its name, process and host, for people
     */
    void called(int v, int child, int attempt, String worker);

    /** Whether it wants to know where attempts failed. Asked by any thread. */
    default boolean traces() {
        return true;
    }

    /**
     * How much it was told so far, if what comes after it has to wait until that is safe: an attempt is chosen, and what
     * it depends on was told before. Asked by the holder of the role.
     */
    default long told() {
        return 0;
    }

    /**
     * An attempt is about to begin that was chosen when {@link #told()} said that much: waits until that is safe, and
     * longer if nothing may begin at all. Called by workers.
     *
     * @throws InterruptedException if the attempt was stopped meanwhile
     */
    default void admit(long told) throws InterruptedException {}

    /**
     * The function of an attempt that has tags, and was admitted, is about to begin: waits while too many with one of them
     * go on, as whoever has the run run counts them. Called by workers; {@link #ended} follows, also if this fails.
     *
     * @throws InterruptedException if the attempt was stopped meanwhile
     */
    default void begins(int v, int child, Collection<String> tags) throws InterruptedException {}

    /** That function has really ended, or will not begin. Called by workers. */
    default void ended(int v, int child) {}

    /** What was told so far may be written: the holder of the role is about to give it back. */
    void publish();

    /** The run ended, or waits for a person; {@link #rest} follows, outside the role. */
    void resting();

    /** A worker is between two tasks: waits while too much lies about that is not written yet. */
    void breathe();

    /** Waits until all that was told is on the disk; {@code over} if nothing more will be told. */
    void rest(boolean over);

    /** Puts nothing down. */
    Journal NONE = new Journal() {
        @Override
        public void changed(int v, int child, State from, State to, Instant at) {}

        @Override
        public void tookOver(int v, State state) {}

        @Override
        public void stored(int v, int child, String key, String hash) {}

        @Override
        public void failed(int v, int child, int attempt, String trace) {}

        @Override
        public void turned(int v, int child, int turn, String key, String hash) {}

        @Override
        public void answered(int v, int child, String by, String told) {}

        @Override
        public void artifact(int v, TaskArtifact artifact) {}

        @Override
        public void began(int v, int child, String runId) {}

        @Override
        public void called(int v, int child, int attempt, String worker) {}

        @Override
        public boolean traces() {
            return false;
        }

        @Override
        public void publish() {}

        @Override
        public void resting() {}

        @Override
        public void breathe() {}

        @Override
        public void rest(boolean over) {}
    };
}
