package dev.reeve.serve;

/**
 * What happens to a firing while runs of the same clock go on, that is runs that the schedule gave the same parameters
 * and labels. Immutable.
 *
 * @param kind what happens
 * @param limit how many may wait, or go on at once; 1 or more
 */
public record Overlap(Kind kind, int limit) {
    /** What may happen. */
    public enum Kind {
        /** It is left out. */
        SKIP,
        /** It waits for the run before it. */
        QUEUE,
        /** It runs beside them. */
        ALLOW,
        /** The run before it is cancelled, and it runs when that has ended. */
        CANCEL
    }

    /** The default: it is left out. */
    public static final Overlap SKIP = new Overlap(Kind.SKIP, 1);

    /** The run before it is cancelled; of several that wait for its end, the last one runs. */
    public static final Overlap CANCEL = new Overlap(Kind.CANCEL, 1);

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public Overlap {
        if (limit < 1) {
            throw new IllegalArgumentException("an overlap policy with a limit of " + limit + "; use 1 or more");
        }
    }

    /** It waits; left out if so many wait already. */
    public static Overlap queue(int most) {
        return new Overlap(Kind.QUEUE, most);
    }

    /** Up to so many runs go on at once; left out beyond. */
    public static Overlap allow(int most) {
        return new Overlap(Kind.ALLOW, most);
    }

    /**
     * The policy that people write: {@code skip}, {@code queue}, {@code queue:5}, {@code allow:2}, {@code cancel}. Without a
     * number, 16.
     *
     * @throws IllegalArgumentException if it is none of that; the message goes on after the name of what has it
     */
    public static Overlap parse(String text) {
        PolicyText read = PolicyText.of(text, "takes skip, queue, queue:N, allow:N or cancel, not \"" + text + "\".");
        return switch (read.kind()) {
            case "skip" -> read.without(SKIP);
            case "cancel" -> read.without(CANCEL);
            case "queue" -> queue(read.number());
            case "allow" -> allow(read.number());
            default -> throw read.wrong("");
        };
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return switch (kind) {
            case SKIP -> "skip";
            case CANCEL -> "cancel";
            case QUEUE -> "queue:" + limit;
            case ALLOW -> "allow:" + limit;
        };
    }

    /** How many runs may go on at once. */
    public int atOnce() {
        return kind == Kind.ALLOW ? limit : 1;
    }
}
