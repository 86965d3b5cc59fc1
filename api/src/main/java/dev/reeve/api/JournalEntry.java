package dev.reeve.api;

/** An event, and the epoch it is of. */
public record JournalEntry(int epoch, long seq, Event event) {}
