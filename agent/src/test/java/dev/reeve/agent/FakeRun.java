package dev.reeve.agent;

import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventKind;
import dev.reeve.api.JournalEntry;
import dev.reeve.api.PersonAnswer;
import dev.reeve.api.RunLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run, as the {@link FakeServer} has it. */
final class FakeRun {
    final ClaimedRun claimed;
    final List<Event> events = new ArrayList<>();
    final List<RunLine> lines = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    final List<PersonAnswer> answers = new ArrayList<>();
    boolean fenced;
    boolean left;

    @Nullable
    String cancel;

    @Nullable
    Integer grace;

    @Nullable
    String refused;

    /** Whether its refusal said that another runner may do better. */
    boolean worthAnotherTry;

    FakeRun(ClaimedRun claimed) {
        this.claimed = claimed;
    }

    @Nullable
    String state() {
        for (int i = events.size() - 1; i >= 0; i--) {
            Event event = events.get(i);
            if (event.kind() == EventKind.STATE && event.node() < 0 && event.within() == null) {
                return event.to() == null ? null : event.to().name();
            }
        }
        return refused == null ? "Pending" : "Crashed";
    }
}
