package dev.reeve.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run, as its runner tells it. What a kind has not is null.
 *
 * @param node the node's place in the registered structure; -1, with child -1, for the flow run
 * @param child the index of a mapped child; -1 for the node itself
 * @param from state: the name of the state before
 * @param to state: the state now
 * @param key stored, turned: where the result lies
 * @param hash stored, turned: its checksum
 * @param attempt failed, artifact, called: which attempt, from 1
 * @param trace failed: the stack trace
 * @param turn turned: which turn, from 0
 * @param by answered: who; empty for a run that ended without all of its parts
 * @param told answered: a text that tells the answer from others; heard: the answer's identifier
 * @param artifact artifact: what was kept
 * @param runId began: the run
 * @param worker called: the worker's name, process and host, for people
 * @param opening opened: how the epoch began
 * @param question asked: what for
 * @param within the flow run that it is of, as its runner names it, which a task of this run is, or a task of such a one;
 *     null: this run itself
 * @param inner opened, within another run: which part of it that is
 */
public record Event(
        EventKind kind,
        int node,
        int child,
        Instant at,
        @Nullable String from,
        @Nullable StateJson to,
        @Nullable String key,
        @Nullable String hash,
        @Nullable Integer attempt,
        @Nullable String trace,
        @Nullable Integer turn,
        @Nullable String by,
        @Nullable String told,
        @Nullable ArtifactJson artifact,
        @Nullable String runId,
        @Nullable String worker,
        @Nullable EpochOpening opening,
        @Nullable Question question,
        @Nullable String within,
        @Nullable InnerRun inner) {
    public Event {
        kind = Given.required(kind, "kind");
        at = Given.required(at, "at");
        node = Given.atLeast(-1, node, "node");
        child = Given.atLeast(-1, child, "child");
        switch (kind) {
            case STATE -> {
                from = Given.required(from, "from");
                to = Given.required(to, "to");
            }
            case STORED -> {
                key = Given.required(key, "key");
                hash = Given.required(hash, "hash");
            }
            case FAILED -> {
                attempt = Given.required(attempt, "attempt");
                trace = Given.required(trace, "trace");
            }
            case TURNED -> {
                turn = Given.required(turn, "turn");
                key = Given.required(key, "key");
                hash = Given.required(hash, "hash");
            }
            case ANSWERED -> {
                by = Given.text(by);
                told = Given.required(told, "told");
            }
            case ARTIFACT -> {
                attempt = Given.required(attempt, "attempt");
                artifact = Given.required(artifact, "artifact");
            }
            case BEGAN -> runId = Given.required(runId, "runId");
            case CALLED -> {
                attempt = Given.required(attempt, "attempt");
                worker = Given.required(worker, "worker");
            }
            case OPENED -> opening = Given.required(opening, "opening");
            case HEARD -> told = Given.required(told, "told");
            case ASKED -> question = Given.required(question, "question");
        }
    }

    private static Event plain(EventKind kind, int node, int child, Instant at, Details details) {
        return new Event(
                kind,
                node,
                child,
                at,
                null,
                null,
                details.key,
                details.hash,
                details.number,
                details.trace,
                details.turn,
                details.by,
                details.told,
                null,
                details.runId,
                details.worker,
                details.opening,
                details.question,
                null,
                null);
    }

    /** The same, of a flow run that a task is. */
    public Event within(String run) {
        return placed(run, inner);
    }

    /** A flow run that a task is began, or goes on. */
    public static Event opened(Instant at, EpochOpening opening, String run, InnerRun inner) {
        return opened(at, opening).placed(run, inner);
    }

    /** The same as an event of the run itself that it is of. */
    public Event alone() {
        return placed(null, null);
    }

    private Event placed(@Nullable String run, @Nullable InnerRun part) {
        return new Event(
                kind, node, child, at, from, to, key, hash, attempt, trace, turn, by, told, artifact, runId, worker,
                opening, question, run, part);
    }

    /** An epoch began. */
    public static Event opened(Instant at, EpochOpening opening) {
        Details details = new Details();
        details.opening = opening;
        return plain(EventKind.OPENED, -1, -1, at, details);
    }

    /** The run took an answer, or could not. */
    public static Event heard(Instant at, long answer) {
        Details details = new Details();
        details.told = Long.toString(answer);
        return plain(EventKind.HEARD, -1, -1, at, details);
    }

    /** A task run asks a person. */
    public static Event asked(int node, int child, Instant at, Question question) {
        Details details = new Details();
        details.question = question;
        return plain(EventKind.ASKED, node, child, at, details);
    }

    /** A state changed. */
    public static Event state(int node, int child, Instant at, String from, StateJson to) {
        return new Event(
                EventKind.STATE,
                node,
                child,
                at,
                from,
                to,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A result was stored. */
    public static Event stored(int node, int child, Instant at, String key, String hash) {
        return plain(EventKind.STORED, node, child, at, new Details().stored(key, hash));
    }

    /** An attempt failed. */
    public static Event failed(int node, int child, Instant at, int attempt, String trace) {
        return plain(EventKind.FAILED, node, child, at, new Details().failed(attempt, trace));
    }

    /** A loop ended a turn. */
    public static Event turned(int node, int child, Instant at, int turn, String key, String hash) {
        return plain(
                EventKind.TURNED,
                node,
                child,
                at,
                new Details().stored(key, hash).turned(turn));
    }

    /** A person answered. */
    public static Event answered(int node, int child, Instant at, String by, String told) {
        return plain(EventKind.ANSWERED, node, child, at, new Details().answered(by, told));
    }

    /** Something was kept for people. */
    public static Event artifact(int node, int child, Instant at, int attempt, ArtifactJson artifact) {
        return new Event(
                EventKind.ARTIFACT,
                node,
                child,
                at,
                null,
                null,
                null,
                null,
                attempt,
                null,
                null,
                null,
                null,
                artifact,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A task began a flow run. */
    public static Event began(int node, int child, Instant at, String runId) {
        return plain(EventKind.BEGAN, node, child, at, new Details().began(runId));
    }

    /** A worker calls the function of an attempt. */
    public static Event called(int node, int child, Instant at, int attempt, String worker) {
        return plain(EventKind.CALLED, node, child, at, new Details().called(attempt, worker));
    }

    /** Names for the components that most kinds leave out. */
    private static final class Details {
        private @Nullable String key;
        private @Nullable String hash;
        private @Nullable Integer number;
        private @Nullable String trace;
        private @Nullable Integer turn;
        private @Nullable String by;
        private @Nullable String told;
        private @Nullable String runId;
        private @Nullable String worker;
        private @Nullable EpochOpening opening;
        private @Nullable Question question;

        Details stored(String key, String hash) {
            this.key = key;
            this.hash = hash;
            return this;
        }

        Details failed(int attempt, String trace) {
            this.number = attempt;
            this.trace = trace;
            return this;
        }

        Details turned(int turn) {
            this.turn = turn;
            return this;
        }

        Details answered(String by, String told) {
            this.by = by;
            this.told = told;
            return this;
        }

        Details called(int attempt, String worker) {
            this.number = attempt;
            this.worker = worker;
            return this;
        }

        Details began(String runId) {
            this.runId = runId;
            return this;
        }
    }
}
