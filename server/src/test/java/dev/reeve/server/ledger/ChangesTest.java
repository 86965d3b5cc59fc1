package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.finished;
import static dev.reeve.server.ledger.Desk.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Desk desk = new Desk();
    private final Changes changes = desk.ledger.changes();
    private final FlowVersion version = desk.register(Node.task("load"));
    private Snapshot seen = changes.now();

    @AfterEach
    void close() {
        desk.close();
    }

    private List<UUID> news() {
        Changes.Seen next = changes.since(seen);
        seen = next.snapshot();
        List<UUID> news = new ArrayList<>();
        next.changes().stream()
                .filter(change -> change.project() == desk.project.id())
                .forEach(change -> news.addAll(change.runs()));
        return news;
    }

    @Test
    void whateverIsDoneToARunIsAChange() {
        UUID run = desk.submit(version);
        assertThat(news()).containsExactly(run);
        AgentSession agent = desk.agent();
        Claimed claimed = desk.ledger.claim(agent.id(), 1).getFirst();
        assertThat(news()).containsExactly(run);
        desk.append(claimed, Desk.run(new dev.reeve.state.FlowEvent.Started()));
        assertThat(news()).containsExactly(run);
        List<Entry> rest = new ArrayList<>(success(0));
        rest.add(finished(1));
        desk.ledger.append(new Batch(run, 1, claimed.after() + 1, rest));
        assertThat(news()).containsExactly(run);
        desk.ledger.reopen(run);
        assertThat(news()).containsExactly(run);
        desk.ledger.cancel(run, "ada", "enough");
        assertThat(news()).containsExactly(run);
        assertThat(news()).isEmpty();
    }

    @Test
    void runThatIsTakenFromASilentAgentIsAChange() {
        AgentSession agent = desk.agent();
        Claimed held = desk.begun(version, agent);
        news();
        desk.ledger.disconnect(agent.id());
        assertThat(news()).contains(held.run());
    }

    @Test
    void runsThatAreDeletedAreTooManyToName() {
        UUID run = desk.submit(version);
        news();
        TestDatabase.shared().jdbi().useHandle(handle -> handle.execute("delete from flow_run where id = ?", run));
        Changes.Seen next = changes.since(seen);
        assertThat(next.changes()).contains(new Changes.Change(desk.project.id(), java.util.Set.of()));
        assertThat(changes.replay(desk.project.id(), seen.position(), 100).runs())
                .isEmpty();
    }

    @Test
    void whatIsForgottenIsNotPassedOffAsNothing() {
        long before = seen.position();
        UUID run = desk.submit(version);
        assertThat(changes.replay(desk.project.id(), before, 100).runs().orElseThrow())
                .contains(run);
        TestDatabase.shared()
                .jdbi()
                .useHandle(handle -> handle.execute("update run_hour_cursor set seen = pg_current_snapshot()"));
        desk.submit(version);

        assertThat(changes.forget(Duration.ofMillis(-60_000))).isPositive();

        assertThat(changes.replay(desk.project.id(), before, 100).runs()).isEmpty();
        assertThat(changes.replay(desk.project.id(), changes.now().position(), 100)
                        .runs())
                .isPresent();
    }

    @Test
    void positionThatTheDatabaseHasNotReachedIsOfAnother() {
        assertThat(changes.replay(desk.project.id(), seen.position() + 1_000_000_000L, 100)
                        .runs())
                .isEmpty();
    }

    @Test
    void snapshotsAreReadAsPostgresqlWritesThem() {
        assertThat(new Snapshot("10:20:10,14,15").position()).isEqualTo(10);
        assertThat(new Snapshot("10:20:10,14,15").revision()).isEqualTo(17);
        assertThat(new Snapshot("20:20:").revision()).isEqualTo(20);
    }
}
