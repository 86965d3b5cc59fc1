package dev.reeve.server.stream;

import dev.reeve.server.ledger.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A topic, those who watch it here, and what of it they are still to be sent. What one of them is sent is made once for all.
 * Watchers come and go on any thread; the rest is the pump's.
 */
final class Channel {
    final Topic topic;
    private final List<Outbox> watchers = new CopyOnWriteArrayList<>();

    private long position;
    private long flushed = Long.MIN_VALUE;
    private boolean dirty;
    private boolean many;
    private final Set<UUID> runs = new HashSet<>();

    /** {@code position} is one that nobody who comes to watch is behind of. */
    Channel(Topic topic, long position) {
        this.topic = topic;
        this.position = position;
    }

    void join(Outbox watcher) {
        watchers.add(watcher);
    }

    /** Whether somebody is left. */
    boolean leave(Outbox watcher) {
        watchers.remove(watcher);
        return !watchers.isEmpty();
    }

    void touch() {
        dirty = true;
    }

    void touch(Set<UUID> changed) {
        dirty = true;
        many |= changed.isEmpty() || runs.size() > Reading.MOST_RUNS;
        if (many) {
            runs.clear();
        } else {
            runs.addAll(changed);
        }
    }

    boolean dirty() {
        return dirty;
    }

    /** Whether so many nanoseconds have passed since something was sent. */
    boolean rested(long now, long least) {
        return flushed == Long.MIN_VALUE || now - flushed >= least;
    }

    /** Sends what is to be sent. A problem leaves all as it is. */
    void flush(Reading reading, Snapshot seen, long now) {
        Optional<Piece> piece = switch (topic) {
            case Topic.Runs all ->
                Optional.of(many ? Reading.anew(all, seen) : reading.runs(all, new ArrayList<>(runs), seen));
            case Topic.Run run -> reading.behind(run, position);
            case Topic.Logs logs -> reading.behind(logs, position);
            case Topic.Agents agents -> reading.behind(agents, position);
        };
        dirty = false;
        many = false;
        runs.clear();
        flushed = now;
        piece.ifPresent(next -> {
            position = next.position();
            watchers.forEach(watcher -> watcher.put(next));
        });
    }
}
