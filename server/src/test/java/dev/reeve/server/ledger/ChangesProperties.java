package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Transactions that begin in one order and commit in another: whoever reads changes sees each once, and none is missed. */
class ChangesProperties {
    private static final int PROJECT = 1_000_000_007;

    private final Database database = TestDatabase.shared();
    private final Changes changes = new Changes(new Tables(database));

    /** Four connections: the first number is whose turn it is, the second whether it gives up when it ends. */
    @Property(tries = 60)
    void eachCommittedChangeIsSeenOnceWhateverTheOrder(
            @ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> turns,
            @ForAll @IntRange(min = 1, max = 5) int every)
            throws SQLException {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(new Writer(database.dedicated()));
        }
        Set<UUID> committed = new HashSet<>();
        List<UUID> seen = new ArrayList<>();
        Snapshot first = changes.now();
        Snapshot at = first;
        try {
            for (int i = 0; i < turns.size(); i++) {
                writers.get(turns.get(i) / 2).turn(turns.get(i) % 2 == 0, committed);
                if (i % every == 0) {
                    at = look(at, seen);
                }
            }
            for (Writer writer : writers) {
                writer.finish(committed);
            }
            look(at, seen);
        } finally {
            for (Writer writer : writers) {
                writer.connection.close();
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(changes.replay(PROJECT, first.position(), 1_000).runs().orElseThrow())
                .containsAll(committed);
    }

    private Snapshot look(Snapshot at, List<UUID> seen) {
        Changes.Seen next = changes.since(at);
        List<UUID> news = next.changes().stream()
                .filter(change -> change.project() == PROJECT)
                .flatMap(change -> change.runs().stream())
                .toList();
        seen.addAll(news);
        if (!news.isEmpty()) {
            assertThat(next.snapshot().revision()).isGreaterThan(at.revision());
        }
        assertThat(next.snapshot().position()).isGreaterThanOrEqualTo(at.position());
        return next.snapshot();
    }

    private static final class Writer {
        private final Connection connection;
        private UUID open;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
        }

        void turn(boolean well, Set<UUID> committed) throws SQLException {
            if (open == null) {
                open = UUID.randomUUID();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into run_change (project_id, runs) values (" + PROJECT + ", array['"
                            + open + "'::uuid])");
                }
            } else if (well) {
                finish(committed);
            } else {
                connection.rollback();
                open = null;
            }
        }

        void finish(Set<UUID> committed) throws SQLException {
            connection.commit();
            if (open != null) {
                committed.add(open);
                open = null;
            }
        }
    }
}
