package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run told in earlier epochs, in order.
 *
 * @param next what {@code after} has to be for what follows; null: that is all
 */
public record JournalPage(
        List<JournalEntry> entries, @Nullable String next) {
    public JournalPage {
        entries = Given.list(entries, "entries");
    }
}
