package dev.reeve.api;

/** Whom a key is for. */
public enum KeyKind {
    /** Somebody, or a program of theirs. */
    USER,
    /** An agent: it may claim runs and nothing else. */
    AGENT
}
