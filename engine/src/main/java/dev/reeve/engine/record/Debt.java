package dev.reeve.engine.record;

import java.util.BitSet;

/**
 * What the last plan that names a task was to run again of it and was not reopened yet: the process that made the plan
 * may have ended in between. Used by the thread that reads a record.
 */
final class Debt {
    /** Children by their index, after the task itself. */
    private final BitSet open = new BitSet(0);

    private boolean partly;
    /** Which of them somebody asked for: -1 for the task itself, -2 for none. */
    private int asked = -2;

    /** Something that is planned for the task or some of its children, of which there are so many at most. */
    void add(RecordedReason reason, int children) {
        switch (reason.fate()) {
            case AGAIN -> {
                asked = reason.reason().equals(OwnReasons.ASKED) ? reason.child() : asked;
                if (reason.child() < 0) {
                    open.set(0);
                } else if (reason.child() < children && reason.count() > 0) {
                    open.set(
                            reason.child() + 1,
                            1 + reason.child() + Math.min(reason.count(), children - reason.child()));
                }
            }
            case PARTLY_REUSED -> partly = true;
            case REUSED, WAITS -> {}
        }
    }

    /** What was planned before is not what the epoch that begins does, but nothing of it was done. */
    void opened() {
        partly = false;
    }

    /** That one was reopened, or did something else. */
    void paid(int child) {
        open.clear(child + 1);
    }

    boolean has(int child) {
        return open.get(child + 1);
    }

    boolean isAsked(int child) {
        return child == asked;
    }

    /** Whether some of the task's children were to stay as they were: then it is to have as many as it had. */
    boolean partly() {
        return partly;
    }
}
