package dev.reeve.server.stream;

/**
 * An event of a topic, written once for all who watch it. The bytes are not to be changed.
 *
 * @param revision grows within the topic
 * @param position where to go on reading behind it
 * @param json the event
 */
record Piece(Topic topic, long revision, long position, boolean resync, byte[] json) {}
