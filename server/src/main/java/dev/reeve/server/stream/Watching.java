package dev.reeve.server.stream;

import dev.reeve.server.http.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stream, on the virtual thread of its request: what is new in its topics, until its watcher goes or may not watch. */
final class Watching implements Answer.Stream {
    private static final byte[] HELLO = bytes("retry: 1000\n: reeve\n\n");
    private static final byte[] HEARTBEAT = bytes(":\n\n");
    private static final byte[] DATA = bytes("data: ");
    private static final byte[] END = bytes("\n\n");

    private final Pump pump;
    private final Reading reading;
    private final Visits visits;
    private final Visits.Visit visit;
    private final Duration heartbeat;
    private final List<Wanted> topics;
    private final Map<Topic, Long> positions = new LinkedHashMap<>();
    private final Map<Topic, Long> revisions = new HashMap<>();

    /** A topic, a position that is not ahead of it, and where its watcher stands; null: nowhere yet. */
    record Wanted(Topic topic, long base, @Nullable Long known) {}

    Watching(Pump pump, Reading reading, Visits visits, Visits.Visit visit, Duration heartbeat, List<Wanted> topics) {
        this.pump = pump;
        this.reading = reading;
        this.visits = visits;
        this.visit = visit;
        this.heartbeat = heartbeat;
        this.topics = topics;
    }

    @Override
    public void write(OutputStream out) throws IOException, InterruptedException {
        try {
            // before anything is read: what changes meanwhile waits in the outbox
            topics.forEach(each -> pump.join(each.topic(), each.base(), visit.outbox()));
            out.write(HELLO);
            for (Wanted each : topics) {
                if (each.known() != null) {
                    positions.put(each.topic(), each.known());
                }
            }
            catchUp(out);
            out.flush();
            while (next(out)) {
                out.flush();
            }
        } finally {
            topics.forEach(each -> pump.leave(each.topic(), visit.outbox()));
            visits.leave(visit);
        }
    }

    private void catchUp(OutputStream out) throws IOException {
        for (Wanted each : topics) {
            @Nullable
            Piece piece =
                    reading.behind(each.topic(), positions.get(each.topic())).orElse(null);
            if (piece != null) {
                send(out, piece);
            }
        }
    }

    private boolean next(OutputStream out) throws IOException, InterruptedException {
        return switch (visit.outbox().next(heartbeat)) {
            case Outbox.Next.Event event -> {
                send(out, event.piece());
                yield true;
            }
            case Outbox.Next.Silence silence -> {
                out.write(HEARTBEAT);
                yield true;
            }
            case Outbox.Next.Behind behind -> {
                catchUp(out);
                yield true;
            }
            case Outbox.Next.End end -> false;
        };
    }

    /** What is older than what was sent is not: states never go back. */
    private void send(OutputStream out, Piece piece) throws IOException {
        Long before = revisions.get(piece.topic());
        if (before != null && piece.revision() <= before && !piece.resync()) {
            return;
        }
        revisions.put(piece.topic(), piece.revision());
        positions.put(piece.topic(), piece.position());
        out.write(bytes(
                "id: " + LastEvent.text(positions) + "\nevent: " + (piece.resync() ? "resync" : "change") + "\n"));
        out.write(DATA);
        out.write(piece.json());
        out.write(END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
