package dev.reeve.api;

/** How many data intervals of a backfill stand how. */
public record BackfillCounts(
        int toRun, int running, int succeeded, int failed, int cancelled, int doneBefore, int elsewhere) {}
