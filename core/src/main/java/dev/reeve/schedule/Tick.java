package dev.reeve.schedule;

import java.time.Instant;

/**
 * A time of a clock.
 *
 * @param clock which of the schedule's
 * @param source before it was moved
 * @param time when it fires
 */
record Tick(int clock, Instant source, Instant time) {}
