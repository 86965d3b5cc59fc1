package dev.reeve.serve;

/**
 * What becomes of firings at whose time nobody was there: the process was not running, the machine slept, its clock was
 * put forward. Immutable.
 *
 * @param kind which of them run late
 * @param limit how many at most of each clock; 1 or more
 */
public record CatchUp(Kind kind, int limit) {
    /** Which run late. */
    public enum Kind {
        /** None of them. */
        NONE,
        /** The last of each clock. */
        LAST,
        /** All, one after another, the oldest first. */
        ALL
    }

    /** None of them. */
    public static final CatchUp NONE = new CatchUp(Kind.NONE, 1);

    /** The default: the last of each clock. */
    public static final CatchUp LAST = new CatchUp(Kind.LAST, 1);

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public CatchUp {
        if (limit < 1) {
            throw new IllegalArgumentException("a catch-up policy with a limit of " + limit + "; use 1 or more");
        }
    }

    /** The last so many of each clock, one after another, the oldest first. */
    public static CatchUp all(int most) {
        return new CatchUp(Kind.ALL, most);
    }
}
