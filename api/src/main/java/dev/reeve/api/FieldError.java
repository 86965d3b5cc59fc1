package dev.reeve.api;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer where, as a JSON pointer; empty for the whole body
 * @param message what, in a sentence
 */
public record FieldError(String pointer, String message) {}
