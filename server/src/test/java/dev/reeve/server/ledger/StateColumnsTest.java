package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.state.Failure;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateColumnsTest {
    private static final Instant AT = Instant.parse("2026-11-26T03:00:00.123456789Z");
    private static final Tries THIRD = new Tries(3, 1);

    private static final List<State> STATES = List.of(
            State.Pending.NOW,
            new State.Scheduled(AT),
            new State.Queued(THIRD, "limit"),
            new State.Paused(THIRD, "asks", AT),
            new State.Retrying(THIRD, Instant.MAX, "cause"),
            new State.Running(THIRD),
            new State.Mapped(7),
            new State.Cancelling(THIRD, "enough"),
            new State.Success("said"),
            new State.Cached("file:/x"),
            new State.Skipped("no need"),
            new State.Failed(new Failure("java.io.IOException", "broke", null), 3),
            new State.TimedOut(Duration.ofMillis(1_500), 2),
            new State.TriggerFailed("upstream"),
            new State.Crashed("gone", 0),
            new State.Cancelled("enough"));

    @Test
    void everyStateComesBackAsItWas() {
        for (State state : STATES) {
            assertThat(StateColumns.of(state).state()).isEqualTo(state);
            assertThat(StateColumns.of(state).name()).isEqualTo(state.name());
        }
    }

    /** Written by this release, read by all later ones. */
    @Test
    void columnsAreThoseOfTheFormat() {
        assertThat(STATES.stream().map(StateColumns::of).map(each -> each.code() + " " + each.detail()))
                .containsExactly(
                        "0 null",
                        "1 {\"due\":\"2026-11-26T03:00:00.123456789Z\"}",
                        "2 {\"attempt\":3,\"failed\":1,\"reason\":\"limit\"}",
                        "3 {\"attempt\":3,\"failed\":1,\"reason\":\"asks\",\"until\":\"2026-11-26T03:00:00.123456789Z\"}",
                        "4 {\"attempt\":3,\"failed\":1,\"reason\":\"cause\",\"due\":\"+1000000000-12-31T23:59:59.999999999Z\"}",
                        "5 {\"attempt\":3,\"failed\":1}",
                        "6 {\"width\":7}",
                        "7 {\"attempt\":3,\"failed\":1,\"reason\":\"enough\"}",
                        "8 {\"reason\":\"said\"}",
                        "9 {\"reason\":\"file:/x\"}",
                        "10 {\"reason\":\"no need\"}",
                        "11 {\"reason\":\"broke\",\"type\":\"java.io.IOException\",\"attempts\":3}",
                        "12 {\"limit\":\"PT1.5S\",\"attempts\":2}",
                        "13 {\"reason\":\"upstream\"}",
                        "14 {\"reason\":\"gone\",\"attempts\":0}",
                        "15 {\"reason\":\"enough\"}");
        assertThat(StateColumns.of(State.Running.FIRST).detail()).isNull();
    }

    @Test
    void messagesAreCutWhereTheyBecomeDocuments() {
        State state = new State.Skipped("x".repeat(100_000));
        assertThat(StateColumns.of(state).state().message()).hasSize(16_384).endsWith("…");
    }
}
