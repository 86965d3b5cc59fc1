package dev.reeve.engine.run;

/** Something that is done outside the role by a worker, user code included, and then told to the loop. */
abstract class Work extends Message {
    /** Does it. Never throws: what user code threw becomes part of what is told. */
    abstract void execute();
}
