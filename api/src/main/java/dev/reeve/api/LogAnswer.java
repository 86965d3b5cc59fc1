package dev.reeve.api;

/** All lines before {@code nextSeq} are written. */
public record LogAnswer(long nextSeq) {}
