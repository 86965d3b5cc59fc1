package dev.reeve.engine;

import dev.reeve.engine.run.Share;
import dev.reeve.engine.shelf.TargetOwners;

/**
 * What a run has in common with the runs that its tasks are. Thread-safe.
 *
 * @param stores whether it, or a run around it, stores results or looks for some: then all of them tell what their own
 *     were made from
 */
record Tree(Share share, TargetOwners targets, boolean stores) {
    /**
     * For the run that a task is.
     *
     * @param part whether that is a part of the same flow, and no flow of its own
     */
    Tree inner(String label, boolean part) {
        return new Tree(share.inner(), part ? targets.inside(label) : new TargetOwners(), stores);
    }

    /** The same of a run that stores results itself, if it does. */
    Tree storing(boolean itself) {
        return stores || !itself ? this : new Tree(share, targets, true);
    }
}
