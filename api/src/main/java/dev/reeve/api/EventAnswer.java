package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events before {@code nextSeq} are written.
 *
 * @param cancel the run is to be stopped, for that reason; null: it may go on
 * @param graceSeconds of one that is to be stopped: how long tasks that run are waited for; null: as its options say
 * @param answers what people answered to task runs that wait
 */
public record EventAnswer(
        long nextSeq, @Nullable String cancel, @Nullable Integer graceSeconds, List<PersonAnswer> answers) {
    public EventAnswer {
        answers = Given.list(answers, "answers");
    }
}
