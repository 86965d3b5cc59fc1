/**
 * When flows run, as plain data and functions that read no clock: {@link dev.reeve.schedule.Schedule} is what a user
 * types, and yields {@link dev.reeve.schedule.Firing firings} lazily from any time on. Start with
 * {@link dev.reeve.schedule.Schedule#cron}.
 */
@NullMarked
package dev.reeve.schedule;

import org.jspecify.annotations.NullMarked;
