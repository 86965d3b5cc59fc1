package dev.reeve.api;

/** How the server does: {@code ok}, or what is wrong. */
public record Health(String status) {}
