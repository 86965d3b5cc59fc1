package dev.reeve.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentInfo;
import dev.reeve.api.Agents;
import dev.reeve.api.HeldRun;
import dev.reeve.api.UnclaimedRuns;
import dev.reeve.server.ledger.AgentAbout;
import dev.reeve.server.ledger.AgentLine;
import dev.reeve.server.page.Showcase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Agents for people, and why nothing picks up what waits. */
class AgentListTest {
    private final Showcase show = Showcase.get();

    @Test
    void agentTellsWhereItIsAndWhatItHas() throws InterruptedException {
        Agents agents = show.server.admin().agents(true);
        AgentInfo agent = agents.items().stream()
                .filter(each -> each.labels().equals(List.of("show")))
                .findFirst()
                .orElseThrow();

        assertThat(agent.name()).isEqualTo("worker");
        assertThat(agent.host()).isEqualTo("host-1");
        assertThat(agent.slots()).isEqualTo(4);
        assertThat(agent.version()).isEqualTo("0.1.0");
        assertThat(agent.lastHeartbeatAt())
                .isBetween(agent.connectedAt().minusSeconds(1), Instant.now().plusSeconds(60));
    }

    @Test
    void whatWaitsSaysWhichLabelsAreMissing() throws InterruptedException {
        UnclaimedRuns waiting = show.server.admin().agents(false).waiting().stream()
                .filter(each -> each.labels().equals(List.of("gpu", "show")))
                .findFirst()
                .orElseThrow();

        assertThat(waiting.runs()).isEqualTo(1);
        assertThat(waiting.why()).isNotEmpty();
        assertThat(waiting.missing()).contains("gpu");
        assertThat(waiting.first()).singleElement().satisfies(run -> {
            assertThat(run.flow()).isEqualTo("show");
            assertThat(run.project()).isEqualTo("Show");
            assertThat(run.dueAt()).isEqualTo(waiting.oldestDueAt());
        });
    }

    @Test
    void othersProjectsAreNotTold() {
        String text = show.server
                .wire()
                .get("/api/v1/agents?ended=true", show.stranger)
                .text();

        assertThat(text).contains("host-1").doesNotContain(show.running).doesNotContain("gpu");
    }

    private static AgentLine agent(String name, int slots, int holds, String... labels) {
        return agent(name, slots, holds, null, labels);
    }

    private static AgentLine draining(String name, String... labels) {
        return agent(name, 2, 0, Instant.EPOCH, labels);
    }

    private static AgentLine agent(String name, int slots, int holds, Instant drainsSince, String... labels) {
        List<AgentLine.Held> held =
                java.util.Collections.nCopies(holds, new AgentLine.Held(new UUID(0, 0), 1, "r", "f", "Running"));
        return new AgentLine(
                1,
                name,
                List.of(labels),
                new AgentAbout("h", slots, "1"),
                Instant.EPOCH,
                Instant.EPOCH,
                drainsSince,
                null,
                held);
    }

    private static String why(AgentLine... agents) {
        return why(null, agents);
    }

    private static String why(String full, AgentLine... agents) {
        AgentLine.Waiting waiting = new AgentLine.Waiting(List.of("gpu", "big"), 1, Instant.EPOCH, full, List.of());
        return AgentListRoutes.waiting(waiting, List.of(agents), Map.of()).why();
    }

    @Test
    void reasonsAreSaidInASentence() {
        assertThat(why()).isEqualTo("No agent is connected. Start one: reeve agent start -l gpu -l big.");
        assertThat(why(agent("a", 1, 0, "gpu")))
                .isEqualTo("No agent that is connected has all of these labels: gpu, big.");
        assertThat(why(agent("a", 1, 1, "gpu", "big"))).isEqualTo("Agent a, the only one with these labels, is busy.");
        assertThat(why(agent("a", 2, 1, "gpu", "big")))
                .isEqualTo("Agent a has room and may take them: look again in a moment.");
        assertThat(why(agent("a", 1, 1, "gpu", "big"), agent("b", 1, 1, "big", "gpu")))
                .isEqualTo("All 2 agents with these labels are busy.");
        assertThat(why(agent("a", 1, 1, "gpu", "big"), agent("b", 1, 0, "big", "gpu")))
                .isEqualTo("2 agents have these labels, and one has room: look again in a moment.");
        assertThat(why("big", agent("a", 2, 1, "gpu", "big")))
                .isEqualTo("The limit of label \"big\" is full: they begin as others with it end.");
        assertThat(why("big", agent("a", 2, 1, "gpu")))
                .isEqualTo("No agent that is connected has all of these labels: gpu, big.");
    }

    @Test
    void agentThatDrainsIsNotCountedAmongThoseThatMayTakeWhatWaits() {
        AgentLine drains = draining("d", "gpu", "big");
        assertThat(why(drains))
                .isEqualTo(
                        "Agent d, the only one with these labels, is draining. Start one: reeve agent start -l gpu -l"
                                + " big.");
        assertThat(why("big", drains, drains, agent("a", 1, 0, "gpu")))
                .isEqualTo("All 2 agents with these labels are draining. Start one: reeve agent start -l gpu -l big.");
        assertThat(why(drains, agent("a", 1, 1, "gpu", "big")))
                .isEqualTo("Agent a, the only one with these labels that is not draining, is busy.");
        assertThat(why(drains, agent("a", 1, 0, "gpu", "big")))
                .isEqualTo("Agent a has room and may take them: look again in a moment.");
        assertThat(why(drains, agent("a", 1, 1, "gpu", "big"), agent("b", 1, 1, "gpu", "big")))
                .isEqualTo("All 2 agents with these labels that are not draining are busy.");

        AgentLine.Waiting waiting = new AgentLine.Waiting(List.of("gpu"), 1, Instant.EPOCH, null, List.of());
        UnclaimedRuns nobody = AgentListRoutes.waiting(waiting, List.of(draining("d", "gpu")), Map.of());
        assertThat(nobody.agents()).isZero();
        assertThat(nobody.missing()).as("labels are not what lacks").isEmpty();
    }

    @Test
    void heldRunIsNamed() throws InterruptedException {
        List<HeldRun> held = show.server.admin().agents(true).items().stream()
                .flatMap(agent -> agent.holds().stream())
                .toList();
        boolean lapsed =
                !show.server.admin().flowRun(show.running).state().name().equals("Running");

        assertThat(lapsed || held.contains(new HeldRun(show.running, "run-2", "show", "Show", "Running")))
                .isTrue();
    }
}
