/** Tests of schedules, against an oracle that walks every minute: {@link dev.reeve.schedule.MinuteOracle}. */
@NullMarked
package dev.reeve.schedule;

import org.jspecify.annotations.NullMarked;
