package dev.reeve.server.run;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.JournalLine;
import dev.reeve.server.ledger.KeptArtifact;
import dev.reeve.server.ledger.PutQuestion;
import dev.reeve.server.ledger.TaskKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Events as a runner tells them and as the ledger keeps them. */
final class Told {
    private static final int LONGEST_WORKER = 200;

    private Told() {}

    /** The entry that an event is; {@code at} is the pointer to it. */
    static Entry entry(Event event, String at) {
        TaskKey key = key(event, at);
        return switch (event.kind()) {
            case STATE ->
                new Entry.Became(
                        key,
                        String.valueOf(event.from()),
                        States.state(java.util.Objects.requireNonNull(event.to()), Pointer.of(at, "to")),
                        event.at(),
                        null);
            case STORED -> new Entry.Told(key, WireJson.text(event), event.at(), event.key());
            case CALLED -> called(event, key, at);
            case OPENED, TURNED, FAILED, ANSWERED, ASKED, HEARD, ARTIFACT, BEGAN ->
                new Entry.Told(key, WireJson.text(event), event.at(), null);
        };
    }

    private static Entry called(Event event, @Nullable TaskKey key, String at) {
        String worker = java.util.Objects.requireNonNull(event.worker());
        if (key == null) {
            throw ProblemException.invalid(
                    Pointer.of(at, "node"), "must be a task: a worker calls the function of one.");
        }
        Event kept = Event.called(
                event.node(),
                event.child(),
                event.at(),
                java.util.Objects.requireNonNull(event.attempt()),
                shortened(worker));
        return new Entry.Called(key, String.valueOf(kept.worker()), WireJson.text(kept), event.at());
    }

    /** Without half of a surrogate pair at its end. */
    private static String shortened(String worker) {
        if (worker.length() <= LONGEST_WORKER) {
            return worker;
        }
        int end = LONGEST_WORKER - 1;
        return worker.substring(0, Character.isHighSurrogate(worker.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static @Nullable TaskKey key(Event event, String at) {
        if (event.node() < 0 && event.child() >= 0) {
            throw ProblemException.invalid(Pointer.of(at, "child"), "must be -1 where node is.");
        }
        return LogLines.key(event.node(), event.child());
    }

    /** What is to be kept for people besides. */
    static List<KeptArtifact> artifacts(List<Event> events) {
        return events.stream()
                .filter(event -> event.artifact() != null && event.node() >= 0)
                .map(event -> kept(event, java.util.Objects.requireNonNull(event.artifact())))
                .toList();
    }

    /** What task runs ask. */
    static List<PutQuestion> questions(List<Event> events) {
        return events.stream()
                .map(Event::question)
                .filter(java.util.Objects::nonNull)
                .map(question -> new PutQuestion(question.task(), WireJson.text(question)))
                .toList();
    }

    /** Identifiers of answers that the run took; {@code /events} says where one is none. */
    static List<Long> heard(List<Event> events) {
        List<Long> heard = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).kind() == EventKind.HEARD) {
                heard.add(number(String.valueOf(events.get(i).told()), "/events/" + i + "/told"));
            }
        }
        return heard;
    }

    private static long number(String text, String at) {
        if (!text.matches("\\d{1,18}")) {
            throw ProblemException.invalid(at, "is the identifier of no answer.");
        }
        return Long.parseLong(text);
    }

    private static KeptArtifact kept(Event event, ArtifactJson artifact) {
        String body = WireJson.text(
                java.util.Optional.<Object>ofNullable(artifact.body()).orElse(""));
        return new KeptArtifact(
                new TaskKey(event.node(), event.child()),
                artifact.name(),
                artifact.kind(),
                body.getBytes(StandardCharsets.UTF_8),
                event.at());
    }

    /** The event that was told then. */
    static Event event(JournalLine line) {
        if (line.told() != null) {
            return WireJson.read(line.told(), new TypeReference<Event>() {});
        }
        TaskKey key = line.key();
        return Event.state(
                key == null ? -1 : key.task(),
                key == null ? -1 : key.index(),
                line.at(),
                line.from(),
                States.json(java.util.Objects.requireNonNull(line.state())));
    }
}
