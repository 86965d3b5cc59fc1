package dev.reeve.api;

import java.util.List;

/**
 * Days by what became of the runs that were made on them.
 *
 * @param zone in which days begin and end
 * @param from the first day, as {@code 2026-11-26}
 * @param to the last one, today
 * @param days those on which runs were made, the earliest first
 */
public record FlowCalendar(String zone, String from, String to, List<CalendarDay> days) {
    public FlowCalendar {
        days = Given.list(days, "days");
    }
}
