package dev.reeve.engine.spill;

/** How much heap is left. Thread-safe. */
public interface Memory {
    /** There is always enough. */
    Memory AMPLE = new Memory() {
        @Override
        public boolean tight(long nanos) {
            return false;
        }

        @Override
        public void moved(long bytes) {}
    };

    /** Whether results should be moved out of it, at that time in nanoseconds. Quick: asked before each task. */
    boolean tight(long nanos);

    /** So many bytes of results were moved out. */
    void moved(long bytes);
}
