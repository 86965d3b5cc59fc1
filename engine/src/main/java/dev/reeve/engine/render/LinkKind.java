package dev.reeve.engine.render;

/** How a line is drawn. */
enum LinkKind {
    /** The whole result is read. */
    DATA("reads the result"),
    /** Each child, or each of a group, reads one of the other. */
    EACH("each reads one"),
    /** It only comes after. */
    ORDER("only comes after"),
    /** Whether it runs depends on it. */
    GUARD("decides whether it runs"),
    /** A parameter is read. */
    PARAMETER("reads the parameter");

    private final String words;

    LinkKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
