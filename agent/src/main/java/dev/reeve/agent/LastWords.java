package dev.reeve.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a process printed, for whoever wants to know why it ended. Thread-safe. */
final class LastWords {
    private static final int MOST = 12;
    private static final int LONGEST = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private List<String> exiting = List.of();

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
        if (lines.size() > MOST) {
            lines.remove();
        }
    }

    private synchronized String text() {
        return String.join("\n", lines);
    }

    /**
     * The end of a process.
     *
     * @param cause why it ended, in words
     * @param violent whether somebody ended it who had nothing to do with its runs, as the system does that has no memory
     *     left: then they are worth another try
     * @param byAgent whether its agent ended it
     * @param exiting the keys of the runs that ended it, as far as that is known
     */
    record Death(String cause, boolean violent, boolean byAgent, List<String> exiting) {
        /** The end of a run that is not known to be anybody's but its own. */
        static Death of(String cause) {
            return new Death(cause, false, false, List.of());
        }

        /** The same for a run that it was not ended for. */
        Death ofBystander() {
            return new Death(cause, true, byAgent, exiting);
        }

        /** The same for a run that may have ended it, as may others. */
        Death ofOneOf(int runs) {
            String unknown = "one of the " + runs
                    + " runs in its process ended that, and each begins anew with fewer beside it: ";
            return new Death(unknown + cause, true, byAgent, exiting);
        }
    }

    /** Those runs end it. */
    synchronized void exitBy(List<String> keys) {
        exiting = List.copyOf(keys);
    }

    private synchronized List<String> exiting() {
        return exiting;
    }

    /** How a process ended with that exit code; {@code killed}: why its agent ended it, empty if it did not. */
    Death death(int code, String killed) {
        boolean memory = text().contains("java.lang.OutOfMemoryError");
        return new Death(cause(code, killed), killed.isEmpty() && !memory && code > 128, !killed.isEmpty(), exiting());
    }

    private String cause(int code, String killed) {
        String text = text();
        String how;
        if (!killed.isEmpty()) {
            how = "its runner process was killed: " + killed;
        } else if (text.contains("java.lang.OutOfMemoryError")) {
            how = "its runner process ran out of memory and ended with exit code " + code;
        } else if (code > 128) {
            how = "its runner process was ended by signal " + (code - 128);
        } else {
            how = "its runner process ended with exit code " + code + ", as by System.exit";
        }
        return text.isEmpty() ? how : how + ". Its last words:\n" + text;
    }
}
