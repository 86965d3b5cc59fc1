package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/** Something that the loop is told. Its own link in the {@link Inbox}, so that telling allocates nothing more. */
abstract class Message {
    volatile @Nullable Message next;

    /** Changes the run. Called by the thread that holds the role; never runs user code. */
    abstract void apply(Run run);
}
