package dev.reeve.client;

import dev.reeve.api.StreamEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a server, told to a listener until this is closed. A stream that breaks off is taken up again where it
 * was, after half a second at first and ten at most. Ends with the client that it is of. Thread-safe.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45); // three heartbeats
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Connection server;
    private final String path;
    private final StreamListener listener;
    private final Thread thread;
    private final Map<String, Long> revisions = new HashMap<>();
    private String lastId = "";
    private Duration pause = FIRST_PAUSE;

    EventStream(Connection server, String path, StreamListener listener) {
        this.server = server;
        this.path = path;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("reeve-events").unstarted(this::run);
    }

    EventStream begun() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!Thread.interrupted() && !server.closed()) {
                try {
                    listen();
                    Thread.sleep(FIRST_PAUSE);
                } catch (UnavailableException e) {
                    listener.lost(e);
                    Duration asked = e.retryAfter();
                    Thread.sleep(asked.compareTo(pause) > 0 ? asked : pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (RefusedException e) {
            listener.refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void listen() throws InterruptedException {
        EventLines lines = server.lines(path, lastId);
        try {
            pause = FIRST_PAUSE;
            String id = lastId;
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.next(LONGEST_SILENCE); line != null; line = lines.next(LONGEST_SILENCE)) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        tell(name, data.toString());
                        lastId = id; // only now: what was not told is to be sent again
                    }
                    data.setLength(0);
                    name = "";
                } else if (line.startsWith("id:")) {
                    id = value(line);
                } else if (line.startsWith("event:")) {
                    name = value(line);
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n").append(value(line));
                }
            }
        } finally {
            lines.cancel();
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void tell(String name, String data) {
        StreamEvent event = ServerJson.MAPPER.readValue(data, StreamEvent.class);
        @Nullable Long known = revisions.get(event.topic());
        if (name.equals("resync")) {
            revisions.put(event.topic(), event.rev());
            listener.resync(event);
        } else if (known == null || event.rev() > known) {
            revisions.put(event.topic(), event.rev());
            listener.changed(event);
        }
    }

    /** Nothing is told any more once this returns, unless the listener itself closes it. */
    @Override
    public void close() {
        thread.interrupt();
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
