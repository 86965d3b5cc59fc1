package dev.reeve.engine.render;

/** How a line is drawn. */
enum LinkKind {
    /** The whole result is read. */
    DATA(0, "reads the result"),
    /** Each child, or each of a group, reads one of the other. */
    EACH(1, "each reads one"),
    /** It only comes after. */
    ORDER(2, "only comes after"),
    /** Whether it runs depends on it. */
    GUARD(3, "decides whether it runs"),
    /** A parameter is read. */
    PARAMETER(4, "reads the parameter");

    private final int number;
    private final String words;

    LinkKind(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** From 0, the more important first. */
    int number() {
        return number;
    }

    String words() {
        return words;
    }
}
