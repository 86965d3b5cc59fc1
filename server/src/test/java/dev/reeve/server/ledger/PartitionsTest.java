package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private final Database database = Database.open(TestDatabase.fresh());
    private final Desk desk = new Desk(database, Duration.ofSeconds(30));

    @AfterEach
    void close() {
        desk.close();
        database.close();
    }

    private String tableOf(UUID run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select tableoid::regclass::text from state_history where run_id = ? limit 1")
                        .bind(0, run)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void weeksBeginOnMondays() {
        assertThat(Partitions.week(Instant.parse("2026-11-26T03:00:00Z"))).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(Partitions.week(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(Partitions.week(Instant.parse("2026-11-22T23:59:59.999Z"))).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(Partitions.week(Instant.parse("1999-12-31T12:00:00Z"))).isEqualTo("1999-12-27T00:00:00Z");
    }

    @Test
    void weekOfRunsThatEndedIsForgottenWithAllOfThem() {
        FlowVersion version = desk.register(Node.task("t"));
        UUID run = desk.submit(version);
        desk.ledger.cancel(run, "ada", "old");
        assertThat(tableOf(run)).matches("state_history_\\d{8}");

        assertThat(desk.ledger.forget(Instant.now().minus(Duration.ofHours(1)))).isZero();
        assertThat(desk.ledger.runs().run(run)).isPresent(); // it is not that old
        assertThat(desk.ledger.forget(Instant.now().plus(Duration.ofDays(8)))).isPositive();

        assertThat(desk.ledger.runs().run(run)).isEmpty();
        assertThat(desk.ledger.history().lines(run, 0, 10)).isEmpty();
        assertThat(desk.state(desk.submit(version)).name()).isEqualTo("Pending"); // later ones lie with the rest
    }

    @Test
    void weekWithARunThatDidNotEndStays() {
        UUID run = desk.submit(desk.register(Node.task("t")));
        Instant next = Partitions.week(Instant.now()).plus(Duration.ofDays(7));
        assertThat(desk.ledger.forget(next)).isZero();
        assertThat(desk.story(run)).containsExactly("run Pending");
    }

    @Test
    void whatEndedIsForgottenAroundWhatDidNot() {
        FlowVersion version = desk.register(Node.task("t"));
        UUID open = desk.submit(version);
        UUID ended = desk.submit(version);
        desk.ledger.cancel(ended, "ada", "old");

        assertThat(desk.ledger.forget(Instant.now().plus(Duration.ofDays(8)))).isZero(); // the week stays

        assertThat(desk.ledger.runs().run(ended)).isEmpty();
        assertThat(desk.ledger.history().lines(ended, 0, 10)).isEmpty();
        assertThat(desk.story(open)).containsExactly("run Pending");
    }

    @Test
    void weeksAreMadeAheadByAnyNumberOfServers() {
        Partitions partitions = new Partitions(new Tables(database));
        partitions.prepare(Instant.now());
        partitions.prepare(Instant.now().plus(Duration.ofDays(30)));
        Long tables = database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from pg_inherits where inhparent = 'state_history'::regclass")
                        .mapTo(Long.class)
                        .one());
        assertThat(tables).isGreaterThan(5);
    }
}
