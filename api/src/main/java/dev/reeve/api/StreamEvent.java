package dev.reeve.api;

/**
 * Something changed. What somebody knows of a topic under a revision that is not less than this one is newer.
 *
 * @param topic as it was asked for
 * @param rev grows within a topic
 */
public record StreamEvent(String topic, long rev, StreamData data) {
    public StreamEvent {
        topic = Given.required(topic, "topic");
        data = Given.required(data, "data");
    }
}
