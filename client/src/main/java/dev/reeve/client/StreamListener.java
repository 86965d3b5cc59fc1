package dev.reeve.client;

import dev.reeve.api.StreamEvent;

/** Told what a stream brings: one call at a time, on the stream's thread. What it throws ends the stream. */
public interface StreamListener {
    /** Something changed. Comes in the order of revisions of its topic, each once. */
    void changed(StreamEvent event);

    /** What was known of the topic is of no use: it is to be fetched anew. The event may have some of it. */
    void resync(StreamEvent event);

    /** The server cannot be reached for now; the stream goes on by itself where it broke off. By default nothing. */
    default void lost(UnavailableException why) {}

    /** The server refuses to go on, as when the key was revoked; nothing comes any more. By default nothing. */
    default void refused(RefusedException why) {}
}
