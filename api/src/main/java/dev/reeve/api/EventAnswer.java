package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events before {@code nextSeq} are written.
 *
 * @param cancel the run is to be stopped, for that reason; null: it may go on
 * @param answers what people answered to task runs that wait
 */
public record EventAnswer(long nextSeq, @Nullable String cancel, List<PersonAnswer> answers) {
    public EventAnswer {
        answers = Given.list(answers, "answers");
    }
}
