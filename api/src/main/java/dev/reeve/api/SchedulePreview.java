package dev.reeve.api;

import java.util.List;

/**
 * What a schedule would do that is not set.
 *
 * @param words the schedule for people
 * @param upcoming its next firings
 * @param errors what would keep it from being set, such as a parameter that its runs lack
 */
public record SchedulePreview(String words, List<UpcomingFiring> upcoming, List<FieldError> errors) {
    public SchedulePreview {
        upcoming = Given.list(upcoming, "upcoming");
        errors = Given.list(errors, "errors");
    }
}
