package dev.reeve.serve;

/** A policy as people write it: a word, and perhaps a number after a colon. */
record PolicyText(String kind, String digits, boolean bare, String expected) {
    private static final int MOST = 16;

    static PolicyText of(String text, String expected) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new PolicyText(text, "", true, expected)
                : new PolicyText(text.substring(0, colon), text.substring(colon + 1), false, expected);
    }

    IllegalArgumentException wrong(String more) {
        return new IllegalArgumentException(expected + more);
    }

    /** One that takes no number. */
    <T> T without(T policy) {
        if (!bare) {
            throw wrong("");
        }
        return policy;
    }

    int number() {
        if (bare) {
            return MOST;
        }
        if (digits.matches("[0-9]{1,6}") && Integer.parseInt(digits) > 0) {
            return Integer.parseInt(digits);
        }
        throw wrong(" N is a whole number from 1 to 999999.");
    }
}
