package dev.reeve.engine.answer;

import java.io.Serial;

/** A task does not take an answer, or does not wait for one; says what it asks for, or what waits. */
public final class RefusedAnswerException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    /** With these words for whoever answered. */
    public RefusedAnswerException(String words) {
        super(words);
    }
}
