/** What the first pages of the UI need in one call: {@link dev.reeve.server.dashboard.DashboardRoutes} is where it begins. */
@NullMarked
package dev.reeve.server.dashboard;

import org.jspecify.annotations.NullMarked;
