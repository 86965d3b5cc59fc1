package dev.reeve.server.ledger;

/**
 * How many runs with a label, or tasks with a tag, go on at once.
 *
 * @param most 0: none
 * @param held how many go on now
 */
public record Limit(Kind kind, String name, int most, int held) {
    /** What is counted. */
    public enum Kind {
        /** Runs with a label, from the claim until they are let go. */
        LABEL("label"),
        /** Tasks with a tag, from the beginning of their function to its end. */
        TAG("tag");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        static Kind of(String text) {
            return text.equals(TAG.text) ? TAG : LABEL;
        }
    }

    String kindText() {
        return kind.text;
    }
}
