package dev.reeve.engine.run;

import dev.reeve.state.State;
import dev.reeve.state.Upstreams;

/** How the upstreams of each node ended so far, counted as they end. Touched by the role's holder only. */
final class Tally {
    private final int[] successful;
    private final int[] skipped;
    private final int[] failed;
    private final int[] cancelled;
    private final int[] skippedNodes;

    Tally(int nodes) {
        successful = new int[nodes];
        skipped = new int[nodes];
        failed = new int[nodes];
        cancelled = new int[nodes];
        skippedNodes = new int[nodes];
    }

    /** Counts an upstream node that has no children. */
    void add(int node, State state) {
        if (state instanceof State.Skipped) {
            skipped[node]++;
            skippedNodes[node]++;
        } else if (state.isSuccessful()) {
            successful[node]++;
        } else if (state.isFailed()) {
            failed[node]++;
        } else {
            cancelled[node]++;
        }
    }

    /** Counts an upstream node by its children; one that was mapped over an empty list is one that ended well. */
    void add(int node, Children children, State state) {
        if (children.width == 0) {
            add(node, state);
            return;
        }
        successful[node] += children.successful;
        skipped[node] += children.skipped;
        failed[node] += children.failed;
        cancelled[node] += children.cancelled;
        if (state instanceof State.Skipped) {
            skippedNodes[node]++;
        }
    }

    /** Counts the task of a condition: only its trouble, for what it says decides otherwise. */
    void addCondition(int node, State state) {
        if (state.isFailed()) {
            failed[node]++;
        } else if (state instanceof State.Cancelled) {
            cancelled[node]++;
        }
    }

    /** Whether everything counted so far ended Success or Cached. */
    boolean allWell(int node) {
        return skipped[node] == 0 && failed[node] == 0 && cancelled[node] == 0;
    }

    Upstreams of(int node) {
        return new Upstreams(successful[node], skipped[node], failed[node], cancelled[node], skippedNodes[node]);
    }

    /** The upstreams of a node and the children of one more. */
    static Upstreams and(Upstreams upstreams, Children children, State state) {
        if (children.width == 0) {
            return and(upstreams, state);
        }
        return new Upstreams(
                upstreams.successful() + children.successful,
                upstreams.skipped() + children.skipped,
                upstreams.failed() + children.failed,
                upstreams.cancelled() + children.cancelled,
                upstreams.skippedNodes() + (state instanceof State.Skipped ? 1 : 0));
    }

    /** The same, one more of which counts as skipped as a whole. */
    static Upstreams andSkippedNode(Upstreams upstreams) {
        return new Upstreams(
                upstreams.successful(),
                upstreams.skipped(),
                upstreams.failed(),
                upstreams.cancelled(),
                upstreams.skippedNodes() + 1);
    }

    /** The upstreams of a node and one more task run, that a child is aligned with. */
    static Upstreams and(Upstreams upstreams, State state) {
        boolean skip = state instanceof State.Skipped;
        boolean good = !skip && state.isSuccessful();
        return new Upstreams(
                upstreams.successful() + (good ? 1 : 0),
                upstreams.skipped() + (skip ? 1 : 0),
                upstreams.failed() + (state.isFailed() ? 1 : 0),
                upstreams.cancelled() + (state instanceof State.Cancelled ? 1 : 0),
                upstreams.skippedNodes() + (skip ? 1 : 0));
    }
}
