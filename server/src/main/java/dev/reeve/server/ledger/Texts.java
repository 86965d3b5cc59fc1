package dev.reeve.server.ledger;

/** Texts of users as PostgreSQL takes them: it has no NUL, and half a surrogate pair is no character. */
final class Texts {
    private static final int LONGEST = 16_384;
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** At most {@value #LONGEST} characters of it. */
    static String message(String text) {
        return clean(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
    }

    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    /**
     * The condition that a column has a text, capitals or not, which is bound as that parameter. Where the text is ASCII only
     * the capitals of ASCII are of interest, and PostgreSQL looks through bytes, in about half the time.
     */
    static String has(String column, String parameter, String text) {
        String collation = text.chars().allMatch(each -> each < 128) ? " collate \"C\"" : "";
        return "strpos(lower(" + column + collation + "), lower(" + parameter + collation + ")) > 0";
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean pair = Character.isHighSurrogate(each)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                clean.append(each).append(text.charAt(++i));
            } else {
                clean.append(each == 0 || Character.isSurrogate(each) ? REPLACEMENT : each);
            }
        }
        return clean.toString();
    }
}
