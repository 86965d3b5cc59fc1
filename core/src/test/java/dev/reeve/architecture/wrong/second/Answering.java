package dev.reeve.architecture.wrong.second;

import dev.reeve.architecture.wrong.first.Asking;

/** Has a static field that changes, in a package that is not marked. */
public final class Answering {
    private static int count;

    /** Counts. */
    public int answer(Asking asking) {
        return asking.ask(this).length() + ++count;
    }
}
