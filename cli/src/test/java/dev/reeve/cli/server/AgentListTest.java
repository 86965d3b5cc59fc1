package dev.reeve.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentListTest {
    private static final Instant HEARD = Instant.parse("2026-11-27T05:00:00Z");
    private static final Instant LOST = HEARD.plusSeconds(30);

    private static String state(
            long later, @Nullable Instant heard, @Nullable Instant drains, @Nullable Instant ended) {
        return AgentList.state(
                new AgentInfo("1", "a", "h", List.of(), 8, "1", HEARD, heard, LOST, drains, ended, List.of()),
                HEARD.plusSeconds(later));
    }

    @Test
    void stateIsWhatIsKnownOfTheAgent() {
        assertThat(state(15, HEARD, null, null)).isEqualTo("alive");
        assertThat(state(15, HEARD, HEARD, null)).isEqualTo("draining");
        assertThat(state(16, HEARD, HEARD, null)).isEqualTo("silent");
        assertThat(state(16, null, null, null)).isEqualTo("leaving");
        assertThat(state(60, null, HEARD, LOST)).isEqualTo("gone");
        assertThat(state(60, HEARD, null, LOST)).isEqualTo("lost");
    }
}
