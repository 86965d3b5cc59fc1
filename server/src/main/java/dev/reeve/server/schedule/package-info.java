/**
 * Flows that run by themselves: {@link dev.reeve.server.schedule.Scheduler} begins what is due, {@link
 * dev.reeve.server.schedule.ScheduleRoutes} and {@link dev.reeve.server.schedule.BackfillRoutes} are what people ask. What
 * becomes of a firing is decided as where flows are served without a server, by {@link dev.reeve.serve.policy.Overlapping} and
 * {@link dev.reeve.serve.policy.Missed}.
 */
@NullMarked
package dev.reeve.server.schedule;

import org.jspecify.annotations.NullMarked;
