package dev.reeve.api;

/** What a value has to be in JSON. {@code null} is let pass where a parameter is not required. */
public enum JsonType {
    /** Whatever it is. */
    ANY,
    STRING,
    /** A number without a fraction. */
    INTEGER,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT
}
