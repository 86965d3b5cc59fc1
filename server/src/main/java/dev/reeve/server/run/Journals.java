package dev.reeve.server.run;

import dev.reeve.api.JournalEntry;
import dev.reeve.api.JournalPage;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.ledger.InnerJournal;
import dev.reeve.server.ledger.JournalLine;
import dev.reeve.server.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run told before an epoch, page by page: first what it told of itself, then what the runs told that tasks of it are,
 * each of them in order.
 */
final class Journals {
    private static final int PAGE = 2_000;
    private static final int ID = 36;

    private Journals() {}

    /** The page behind that cursor. */
    static JournalPage page(Ledger ledger, UUID run, int before, Optional<String> after) {
        String cursor = after.orElse("0");
        if (cursor.matches("\\d{1,9}")) {
            return own(ledger, run, before, Integer.parseInt(cursor));
        }
        return inner(ledger, run, before, from(cursor));
    }

    private static JournalPage own(Ledger ledger, UUID run, int before, int after) {
        List<JournalLine> found = ledger.history().journal(run, before, after, PAGE + 1);
        List<JournalEntry> page = found.stream()
                .limit(PAGE)
                .map(line -> new JournalEntry(line.epoch(), line.seq(), Told.event(line)))
                .toList();
        if (found.size() >= PAGE) {
            return new JournalPage(page, Long.toString(page.getLast().seq()));
        }
        JournalPage rest = inner(ledger, run, before, InnerJournal.From.START);
        return new JournalPage(
                Stream.concat(page.stream(), rest.entries().stream()).toList(), rest.next());
    }

    private static JournalPage inner(Ledger ledger, UUID run, int before, InnerJournal.From from) {
        InnerJournal found = ledger.history().innerJournal(run, before, from, PAGE);
        List<JournalEntry> page = found.lines().stream()
                .map(each -> new JournalEntry(
                        each.line().epoch(),
                        each.line().seq(),
                        Told.event(each.line()).within(run + "." + each.path())))
                .toList();
        InnerJournal.@Nullable From next = found.next();
        return new JournalPage(page, next == null ? null : next.run() + ":" + next.seq());
    }

    private static InnerJournal.From from(String cursor) {
        if (cursor.length() > ID + 1
                && cursor.charAt(ID) == ':'
                && cursor.substring(ID + 1).matches("\\d{1,10}")) {
            UUID run = Request.idOf(cursor.substring(0, ID)).orElse(null);
            long seq = Long.parseLong(cursor.substring(ID + 1));
            if (run != null && seq <= Integer.MAX_VALUE) {
                return new InnerJournal.From(run, (int) seq);
            }
        }
        throw ProblemException.invalid("", "The query's \"after\" is no place in a journal.");
    }
}
