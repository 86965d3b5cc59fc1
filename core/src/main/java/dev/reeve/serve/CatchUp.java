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

    /**
     * The policy that people write: {@code none}, {@code last}, {@code all}, {@code all:50}. Without a number, 16.
     *
     * @throws IllegalArgumentException if it is none of that; the message goes on after the name of what has it
     */
    public static CatchUp parse(String text) {
        PolicyText read = PolicyText.of(text, "takes none, last, all or all:N, not \"" + text + "\".");
        return switch (read.kind()) {
            case "none" -> read.without(NONE);
            case "last" -> read.without(LAST);
            case "all" -> all(read.number());
            default -> throw read.wrong("");
        };
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return switch (kind) {
            case NONE -> "none";
            case LAST -> "last";
            case ALL -> "all:" + limit;
        };
    }

    /** The last so many of each clock, one after another, the oldest first. */
    public static CatchUp all(int most) {
        return new CatchUp(Kind.ALL, most);
    }
}
