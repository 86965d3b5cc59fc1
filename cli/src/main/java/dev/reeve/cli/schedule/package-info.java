/** Commands on schedules. Start with {@link dev.reeve.cli.schedule.ScheduleCommand}. */
@NullMarked
package dev.reeve.cli.schedule;

import org.jspecify.annotations.NullMarked;
