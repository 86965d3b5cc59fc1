package dev.reeve.engine.result;

import java.io.IOException;
import java.io.Serial;

/** Bytes in a result store that are not, or no longer, a result that can be read. The result is made anew. */
public final class UnreadableResultException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong with them. */
    public enum Damage {
        /** Nothing that this program wrote. */
        NOT_A_RESULT,
        /** A later version of this program wrote it. */
        NEWER_FORMAT,
        /** The end is missing. */
        CUT_OFF,
        /** Something in it is not what was written. */
        ALTERED
    }

    private final Damage damage;

    UnreadableResultException(String where, Damage damage, String what) {
        super("result \"" + where + "\" cannot be read: " + what);
        this.damage = damage;
    }

    /** What is wrong. */
    public Damage damage() {
        return damage;
    }
}
