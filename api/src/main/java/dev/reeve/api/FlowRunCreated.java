package dev.reeve.api;

/** A run that was asked for, now or before under the same idempotency key. */
public record FlowRunCreated(String id, String name, String flow, int version) {}
