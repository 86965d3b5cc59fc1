package dev.reeve.server.ledger;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion.Cause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that is wanted.
 *
 * @param id of version 7 and made within a day of now, see {@link RunIds}: the same one twice is one run
 * @param version which flow, see {@link FlowVersion#id}
 * @param name for people
 * @param parameters JSON
 * @param interval the span of its data
 * @param due not before; null: at once
 * @param labels what an agent must have to run it
 * @param priority higher ones begin first; -100 to 100
 * @param cause why it begins
 * @param words why in words; may be empty
 * @param by who asked
 * @param key a second run of the same flow with this key is none, and is answered with the first; null: no key
 * @param parent the task run that it is, of another run; null: nobody's
 * @param meant when it was meant to begin, whenever it does
 */
public record Submission(
        UUID id,
        int version,
        String name,
        String parameters,
        DataInterval interval,
        @Nullable Instant due,
        List<String> labels,
        int priority,
        Cause cause,
        String words,
        String by,
        @Nullable String key,
        TaskKey.@Nullable InRun parent,
        Meant meant) {
    /** One that is meant to begin when it is due, or at the end of its data. */
    public Submission(
            UUID id,
            int version,
            String name,
            String parameters,
            DataInterval interval,
            @Nullable Instant due,
            List<String> labels,
            int priority,
            Cause cause,
            String words,
            String by,
            @Nullable String key,
            TaskKey.@Nullable InRun parent) {
        this(
                id,
                version,
                name,
                parameters,
                interval,
                due,
                labels,
                priority,
                cause,
                words,
                by,
                key,
                parent,
                Meant.utc(due == null ? interval.to() : due));
    }

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the identifier is not of version 7, the priority out of bounds or a label none
     */
    public Submission {
        if (!RunIds.sortsByTime(id)) {
            throw new IllegalArgumentException("run id " + id + " is no UUID of version 7; leave it out, or make one");
        }
        if (priority < -100 || priority > 100) {
            throw new IllegalArgumentException("priority " + priority + "; use -100 to 100");
        }
        labels = Labels.checked(labels);
    }
}
