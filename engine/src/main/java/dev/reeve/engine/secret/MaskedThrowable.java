package dev.reeve.engine.secret;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in for an exception whose message, or that of one behind it, shows a secret. Prints as that one does. */
public final class MaskedThrowable extends Throwable {
    private static final long serialVersionUID = 1L;

    /** Some make a new cause each time that they are asked. */
    private static final int MOST_CAUSES = 500;

    private final String text;

    private MaskedThrowable(Throwable original, Masking masking, Set<Throwable> seen) {
        super(hidden(original.getLocalizedMessage(), masking), cause(original, masking, seen), true, true);
        this.text = masking.mask(String.valueOf(original));
        setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            if (seen.add(suppressed)) {
                addSuppressed(new MaskedThrowable(suppressed, masking, seen));
            }
        }
    }

    private static @Nullable Throwable cause(Throwable original, Masking masking, Set<Throwable> seen) {
        Throwable cause = original.getCause();
        return cause != null && seen.size() <= MOST_CAUSES && seen.add(cause)
                ? new MaskedThrowable(cause, masking, seen)
                : null;
    }

    /** The exception itself if it shows nothing; else what stands in for it. */
    public static Throwable of(Throwable thrown, Masking masking) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return shows(thrown, masking, seen) ? new MaskedThrowable(thrown, masking, only(thrown)) : thrown;
    }

    private static Set<Throwable> only(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        return seen;
    }

    private static boolean shows(@Nullable Throwable thrown, Masking masking, Set<Throwable> seen) {
        if (thrown == null || masking.idle() || seen.size() > MOST_CAUSES || !seen.add(thrown)) {
            return false;
        }
        if (masking.shows(String.valueOf(thrown)) || shows(thrown.getCause(), masking, seen)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (shows(suppressed, masking, seen)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String hidden(@Nullable String message, Masking masking) {
        return message == null ? null : masking.mask(message);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it prints with the class of the one that it stands in for
    public String toString() {
        return text;
    }
}
