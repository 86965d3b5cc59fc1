package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.finished;
import static dev.reeve.server.ledger.Desk.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.ledger.FlowStructure.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final Duration FOREVER = Duration.ofMinutes(5);

    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"));

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoWaitsForARunIsWokenByItsEndAndNotBefore() throws Exception {
        Claimed run = desk.begun(version, desk.agent());
        Claimed other = desk.begun(version, desk.agent());
        List<Entry> all = new ArrayList<>(success(0));
        try (Endings.Waiter first = ledger.endings().of(run.run());
                Endings.Waiter second = ledger.endings().of(run.run());
                Endings.Waiter elsewhere = ledger.endings().of(other.run())) {
            desk.append(run, all.removeFirst());
            assertThat(first.await(Duration.ZERO)).isFalse();
            run = new Claimed(run.run(), run.epoch(), run.after() + 1, run.version());
            all.add(finished(1));
            desk.append(run, all.toArray(Entry[]::new));
            assertThat(first.await(FOREVER)).isTrue();
            assertThat(second.await(FOREVER)).isTrue();
            assertThat(elsewhere.await(Duration.ZERO)).isFalse();
        }
        assertThat(ledger.runs().run(run.run()).orElseThrow().state().isSuccessful())
                .isTrue();
    }

    @Test
    void nobodyIsRememberedWhoWentAway() throws Exception {
        try (Endings.Waiter one = ledger.endings().of(Desk.id());
                Endings.Waiter two = ledger.endings().of(Desk.id())) {
            assertThat(one.await(Duration.ofMillis(1))).isFalse();
            assertThat(two.await(Duration.ZERO)).isFalse();
            assertThat(ledger.endings().awaited()).isEqualTo(2);
        }
        assertThat(ledger.endings().awaited()).isZero();
    }
}
