package dev.reeve.engine.run;

import dev.reeve.TaskRun;
import dev.reeve.graph.GraphNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where stored results of one run are found and put. Used by workers, at once from several threads. */
public interface Shelf {
    /**
     * A result that is used again.
     *
     * @param source which it is, for people
     * @param hash the SHA-256 of what is stored, in hexadecimal digits
     */
    record Hit(@Nullable Object value, String source, String key, String hash) {}

    /** A task run, as a shelf sees it. */
    interface Asking extends TaskRun {
        /**
         * What it has to do without and what people answered, it or a task before it, as a text that is the same in each
         * run that lacks the same and where they answered the same; empty for neither. Part of what its result is made
         * from.
         */
        String lacking();
    }

    /** A result that is written and not yet valid: {@link #commit} makes it so, whoever does not commit discards it. */
    interface Draft {
        /** Makes it valid; returns the key it is found under. */
        String commit() throws Exception;

        /** The SHA-256 of what is stored, in hexadecimal digits. */
        String hash();

        /** What a run holds of that value once it is committed: itself, or something that reads it again. */
        default @Nullable Object held(@Nullable Object value) {
            return value;
        }

        /** Removes what was written; fine if that does not work. */
        void discard();
    }

    /** What comes of the wish to make a result that was not found. */
    sealed interface Reply {
        /** Nobody else is at it. */
        record Make() implements Reply {
            /** The only value worth having. */
            public static final Make NOW = new Make();
        }

        /** Another task run is at it; {@code elsewhere} if not one of this flow run. */
        record Wait(boolean elsewhere) implements Reply {}

        /** It was made meanwhile. */
        record Take(Hit hit) implements Reply {}
    }

    /** One short text for several, the same for the same and no other. Quick. */
    String folded(List<String> texts);

    /** A short text for a value, the same for equal ones and no other; empty if it cannot be told by what is in it. */
    String told(@Nullable Object value);

    /** Whether results of that node are looked for. */
    boolean searches(GraphNode node);

    /** Whether results of that node are stored. */
    boolean writes(GraphNode node);

    /** A stored result that takes the place of an attempt; null for none. Never throws: what cannot be read is none. */
    @Nullable
    Hit find(GraphNode node, @Nullable Object[] inputs, Asking context);

    /** Asks to make a result that was not found; {@link #release} tells that it was made, or not. Never throws. */
    default Reply reserve(GraphNode node, @Nullable Object[] inputs, Asking context) {
        return Reply.Make.NOW;
    }

    /** That task run is not at making a result any more. Quick, idempotent. */
    default void release(GraphNode node, int child) {}

    /** The run is over: nothing is being made any more. Idempotent. */
    default void releaseAll() {}

    /**
     * What an attempt of the epoch before this one stored, which was not told before its process ended; null for
     * nothing. Looks for that attempt and the next. Never throws.
     */
    @Nullable
    Hit findUnfinished(GraphNode node, Asking context, int attempt);

    /**
     * A result of an earlier epoch.
     *
     * @param hash what it has to have; empty: any
     * @throws Exception if it is not there, damaged or another; says which
     */
    Hit read(GraphNode node, String key, String hash) throws Exception;

    /**
     * Makes sure that a result can be named, before its task runs.
     *
     * @throws Exception if it cannot; says why
     */
    void requireName(GraphNode node, @Nullable Object[] inputs, Asking context) throws Exception;

    /**
     * Writes a result under a name of its own; null if it cannot be stored and its task did not ask for it, only the run.
     *
     * @throws Exception if it cannot be stored and its task asked for it, or if the store cannot take it
     */
    @Nullable
    Draft write(GraphNode node, @Nullable Object[] inputs, Asking context, @Nullable Object value) throws Exception;

    /** Whether what that loop passes from turn to turn is stored. */
    boolean writesTurns(GraphNode node);

    /**
     * Writes what a loop passes from one turn to the next; null if it is not stored. Never throws: without it a resumed
     * loop only begins anew.
     */
    @Nullable
    Draft writeTurn(GraphNode node, Asking context, @Nullable Object state);

    /**
     * What a loop passed on last; a later turn's than was asked for, if its process ended before it told.
     *
     * @throws Exception if it is not there or damaged; says which
     */
    Hit readTurn(GraphNode node, String key) throws Exception;

    /** Removes what a loop of that run passed on, in this epoch and those before; fine if that does not work. */
    void forgetTurns(GraphNode node, String runId);

    /** Stores nothing. */
    Shelf NONE = new Shelf() {
        @Override
        public String folded(List<String> texts) {
            throw new IllegalStateException("nothing is stored");
        }

        @Override
        public String told(@Nullable Object value) {
            return "";
        }

        @Override
        public boolean searches(GraphNode node) {
            return false;
        }

        @Override
        public boolean writes(GraphNode node) {
            return false;
        }

        @Override
        public @Nullable Hit find(GraphNode node, @Nullable Object[] inputs, Asking context) {
            return null;
        }

        @Override
        public @Nullable Hit findUnfinished(GraphNode node, Asking context, int attempt) {
            return null;
        }

        @Override
        public Hit read(GraphNode node, String key, String hash) {
            throw new IllegalStateException("nothing is stored");
        }

        @Override
        public boolean writesTurns(GraphNode node) {
            return false;
        }

        @Override
        public @Nullable Draft writeTurn(GraphNode node, Asking context, @Nullable Object state) {
            return null;
        }

        @Override
        public Hit readTurn(GraphNode node, String key) {
            return read(node, key, "");
        }

        @Override
        public void forgetTurns(GraphNode node, String runId) {}

        @Override
        public void requireName(GraphNode node, @Nullable Object[] inputs, Asking context) {}

        @Override
        public @Nullable Draft write(
                GraphNode node, @Nullable Object[] inputs, Asking context, @Nullable Object value) {
            throw new IllegalStateException("nothing is stored");
        }
    };
}
