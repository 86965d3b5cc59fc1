package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * What a person said to a task that waited for them.
 *
 * @param value null if they only let it go on
 * @param told a text that tells it from other answers, the same in each run where they said the same; empty for a mere
 *     go-ahead
 */
record Answer(@Nullable Object value, String by, String told) {
    Answer(@Nullable Object value, String by) {
        this(value, by, "");
    }

    /**
     * The same with that text.
     *
     * @param alone a text that no other answer has, for a value that cannot be told by what is in it
     */
    Answer toldBy(Shelf shelf, String alone) {
        if (value == null) {
            return this;
        }
        String known = shelf.told(value);
        return new Answer(value, by, known.isEmpty() ? alone : known);
    }
}
