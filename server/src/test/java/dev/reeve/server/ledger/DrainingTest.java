package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.async;
import static dev.reeve.server.ledger.Desk.run;
import static dev.reeve.server.ledger.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that take no more runs. */
class DrainingTest {
    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"));

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean draining(AgentSession agent) {
        return ledger.agents().stream()
                .filter(each -> each.id() == agent.id())
                .findFirst()
                .orElseThrow()
                .draining();
    }

    private AgentLine line(AgentSession agent) {
        return ledger.agentReader().agents(true).stream()
                .filter(each -> each.session() == agent.id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSessionThatDrainsIsGivenNothingAndKeepsWhatItHas() {
        AgentSession drains = desk.agent();
        Claimed held = desk.begun(version, drains);
        UUID waiting = desk.submit(version);

        assertThat(ledger.drain(drains.id())).isTrue();

        assertThat(ledger.claiming(drains.id(), 5)).isEqualTo(new Claiming(List.of(), true));
        assertThat(ledger.submit(desk.submission(version), drains.id())).isInstanceOf(Submitted.Refused.class);
        assertThat(ledger.held(drains.id())).extracting(Claimed::run).containsExactly(held.run());
        assertThat(draining(drains)).isTrue();
        desk.append(held, task(0, TaskEvent.UpstreamsFinished.ALL_WELL), task(0, TaskEvent.Started.of(1)));
        assertThat(ledger.claim(desk.agent().id(), 5)).extracting(Claimed::run).containsExactly(waiting);
    }

    @Test
    void aHeartbeatKeepsTheRunsAndLetsNoneCome() {
        AgentSession drains = desk.agent();
        Claimed held = desk.begun(version, drains);
        ledger.drain(drains.id());
        desk.submit(version);

        assertThat(ledger.heartbeat(drains.id())).isInstanceOf(Heartbeat.Alive.class);
        ledger.cancel(held.run(), "ada", "enough");
        assertThat(ledger.heartbeat(drains.id()))
                .isInstanceOfSatisfying(
                        Heartbeat.Alive.class,
                        alive -> assertThat(alive.cancel())
                                .extracting(Heartbeat.CancelRequest::run)
                                .containsExactly(held.run()));
        assertThat(ledger.claim(drains.id(), 5)).isEmpty();
    }

    @Test
    void itDrainsSinceItWasFirstTold() {
        AgentSession drains = desk.agent();
        assertThat(line(drains).drainsSince()).isNull();
        ledger.drain(drains.id());
        var since = line(drains).drainsSince();

        assertThat(ledger.drain(drains.id())).isTrue();

        assertThat(line(drains).drainsSince()).isNotNull().isEqualTo(since);
    }

    @Test
    void aSessionThatIsOverDoesNotDrain() {
        AgentSession gone = desk.agent();
        ledger.disconnect(gone.id());
        assertThat(ledger.drain(gone.id())).isFalse();
        assertThat(ledger.drain(Long.MAX_VALUE)).isFalse();
        assertThat(line(gone).drainsSince()).isNull();
        assertThat(ledger.claiming(gone.id(), 1)).isEqualTo(Claiming.NOTHING);
    }

    @Test
    void aRunThatItLetGoOfAndThatIsAnsweredGoesOnElsewhere() {
        AgentSession drains = desk.agent();
        Claimed asks = desk.begun(version, drains);
        ledger.drain(drains.id());
        ledger.ask(asks.run(), asks.epoch(), List.of(new PutQuestion("load", "{}")));
        desk.append(
                asks,
                task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, TaskEvent.Started.of(1)),
                task(0, new TaskEvent.PauseRequested(1, "is it right?", null)),
                run(new FlowEvent.Stalled("waits for a person")));
        assertThat(ledger.letGo(asks.run(), asks.epoch())).isEqualTo(new Steered.Done());
        assertThat(ledger.answer(asks.run(), "load", "ann", "true")).isInstanceOf(Steered.Done.class);

        assertThat(ledger.claim(drains.id(), 5)).isEmpty();
        assertThat(ledger.claim(desk.agent().id(), 5)).extracting(Claimed::run).containsExactly(asks.run());
    }

    @Test
    void whatIsClaimedMeanwhileIsGivenOrNotAndNothingAfter() throws Exception {
        for (int round = 0; round < 20; round++) {
            AgentSession drains = desk.agent();
            List<UUID> runs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                runs.add(desk.submit(version));
            }
            CompletableFuture<Set<UUID>> claims = async(() -> {
                Set<UUID> given = new HashSet<>();
                Claiming claiming = ledger.claiming(drains.id(), 1);
                while (!claiming.draining()) {
                    claiming.runs().forEach(each -> given.add(each.run()));
                    claiming = ledger.claiming(drains.id(), 1);
                }
                return given;
            });

            ledger.drain(drains.id());
            List<Claimed> then = ledger.held(drains.id());

            assertThat(claims.get())
                    .containsExactlyInAnyOrderElementsOf(
                            then.stream().map(Claimed::run).toList());
            ledger.disconnect(drains.id());
            assertThat(ledger.claim(desk.agent().id(), 20))
                    .extracting(Claimed::run)
                    .containsExactlyInAnyOrderElementsOf(runs);
        }
    }

    @Test
    void whoWaitsForRunsLooksAgain() {
        long seen = ledger.queued();
        ledger.drain(desk.agent().id());
        assertThat(ledger.queued()).isGreaterThan(seen);
    }

    @Test
    void itIsSeenByLedgersOfOtherServers() {
        AgentSession drains = desk.agent();
        desk.submit(version);
        try (Ledger other =
                Ledger.open(TestDatabase.shared(), new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 1))) {
            ledger.drain(drains.id());
            assertThat(other.claiming(drains.id(), 1)).isEqualTo(new Claiming(List.of(), true));
        }
    }
}
