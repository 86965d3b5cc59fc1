package dev.reeve.agent;

import dev.reeve.api.EpochOpening;
import dev.reeve.api.Event;
import dev.reeve.api.JournalEntry;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.record.RetoldRecord;
import dev.reeve.engine.record.ToldEpoch;
import dev.reeve.state.State;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells a {@link RetoldRecord} what the server was told of a run, event for event: the way back of
 * {@link ShippingJournal}.
 */
final class Retelling {
    private final RetoldRecord record;

    Retelling(RetoldRecord record) {
        this.record = record;
    }

    /**
     * The next entry of the journal.
     *
     * @throws IllegalArgumentException if this release does not know what it tells
     */
    void tell(JournalEntry entry) throws IOException {
        Event event = entry.event();
        int v = event.node();
        int child = event.child();
        switch (event.kind()) {
            case OPENED -> record.opened(epoch(Objects.requireNonNull(event.opening())));
            case STATE ->
                record.changed(
                        v, child, State.Pending.NOW, HeardStates.of(Objects.requireNonNull(event.to())), event.at());
            case STORED -> record.stored(v, child, text(event.key()), text(event.hash()));
            case FAILED -> record.failed(v, child, number(event.attempt()), text(event.trace()));
            case TURNED -> record.turned(v, child, number(event.turn()), text(event.key()), text(event.hash()));
            case ANSWERED -> record.answered(v, child, text(event.by()), text(event.told()));
            case ARTIFACT -> artifact(event);
            case BEGAN -> record.began(v, child, text(event.runId()));
            case CALLED -> record.called(v, child, number(event.attempt()), text(event.worker()));
            case ASKED, HEARD -> {} // between runner and server only
        }
    }

    private void artifact(Event event) {
        Optional<Artifact> kept = HeardStates.of(Objects.requireNonNull(event.artifact()));
        kept.ifPresent(artifact -> record.artifact(
                event.node(), new TaskArtifact("", event.child(), number(event.attempt()), event.at(), artifact)));
    }

    private static ToldEpoch epoch(EpochOpening told) {
        return new ToldEpoch(told.format(), told.opening(), told.structure(), told.plan());
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static int number(@org.jspecify.annotations.Nullable Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }
}
