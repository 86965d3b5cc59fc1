package dev.reeve.api;

import java.util.List;

/**
 * What happened since the last batch.
 *
 * @param epoch the sender's
 * @param firstSeq the number of the first event, counted per run and epoch from 0 without gaps
 */
public record EventBatch(int epoch, long firstSeq, List<Event> events) {
    public EventBatch {
        epoch = Given.atLeast(1, epoch, "epoch");
        firstSeq = Given.atLeast(0L, firstSeq, "firstSeq");
        events = Given.list(events, "events");
    }
}
