package dev.reeve.api;

/** What sort of answer a question takes. */
public enum QuestionKind {
    /** Nothing, or one text. */
    GO_AHEAD,
    /** {@code approved}, true or false, and a {@code comment}. */
    DECISION,
    /** An object with the question's fields. */
    RECORD
}
