package dev.reeve.state;

/**
 * Which attempt this is, and how many before it failed. They differ when a task asked to be tried again itself
 * ({@code Signal.retryAt}), which uses up no retry, and in a loop, whose every turn has its own.
 *
 * @param attempt counted from 1
 * @param failed attempts before this one that failed, timed out or were lost; in a loop, those of this turn
 */
public record Tries(int attempt, int failed) {
    /** The first attempt. */
    public static final Tries FIRST = new Tries(1, 0);

    public Tries {
        if (attempt < 1 || failed < 0 || failed >= attempt) {
            throw new IllegalArgumentException("attempt " + attempt + " after " + failed + " failures is impossible");
        }
    }

    /** The attempt after this one failed. The last number there is stands for all that follow. */
    Tries afterFailure() {
        return attempt == Integer.MAX_VALUE ? this : new Tries(attempt + 1, failed + 1);
    }

    /** The first attempt at the next turn of a loop, which has retries of its own. */
    Tries afterTurn() {
        return attempt == Integer.MAX_VALUE ? this : new Tries(attempt + 1, 0);
    }

    /** The attempt after this one asked to be tried again. The last number there is stands for all that follow. */
    Tries afterRequest() {
        return attempt == Integer.MAX_VALUE ? this : new Tries(attempt + 1, failed);
    }
}
