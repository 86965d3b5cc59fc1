package dev.reeve.engine;

import dev.reeve.engine.run.Share;
import dev.reeve.engine.shelf.TargetOwners;

/** What a run has in common with the runs that its tasks are. Thread-safe. */
record Tree(Share share, TargetOwners targets) {
    /**
     * For the run that a task is.
     *
     * @param part whether that is a part of the same flow, and no flow of its own
     */
    Tree inner(String label, boolean part) {
        return new Tree(share.inner(), part ? targets.inside(label) : new TargetOwners());
    }
}
