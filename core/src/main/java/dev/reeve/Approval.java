package dev.reeve;

/** What a person answered, where no record of your own is asked for. */
public record Approval(boolean approved, String comment, String by) {}
