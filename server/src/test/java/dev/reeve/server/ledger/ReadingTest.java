package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.AT;
import static dev.reeve.server.ledger.Desk.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.graph.Kind;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.SkipRule;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read, and logs and artifacts, which are only written to be read. */
class ReadingTest {
    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"));

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void runsAreReadPieceByPieceTheNewestFirst() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(0, desk.submit(version));
        }
        List<UUID> read = new ArrayList<>();
        UUID before = null;
        for (int i = 0; i < 3; i++) {
            for (RunView view : ledger.runs().runs(new RunQuery(desk.project.id(), null, Set.of(), null, before, 3))) {
                read.add(view.id());
                before = view.id();
            }
        }
        assertThat(read).hasSize(7).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void runsAreFoundByFlowAndState() {
        AgentSession agent = desk.agent();
        Claimed failed = desk.begun(version, agent);
        desk.append(failed, run(new FlowEvent.Expired(Duration.ofSeconds(1))));
        UUID waiting = desk.submit(version);
        UUID other = desk.submit(desk.register("other", Node.task("t")));

        assertThat(found(null, "TimedOut", "Failed")).containsExactly(failed.run());
        assertThat(found(null, "TimedOut", "Pending")).containsExactlyInAnyOrder(failed.run(), waiting, other);
        assertThat(found(version.flowId())).containsExactlyInAnyOrder(failed.run(), waiting);
        assertThat(ledger.runs().counts(desk.project.id(), Instant.now().minusSeconds(3600)))
                .isEqualTo(Map.of("Pending", 2L, "TimedOut", 1L));
        assertThat(ledger.runs().counts(desk.project.id(), Instant.now().plusSeconds(3600)))
                .isEmpty();
        assertThatThrownBy(() -> found(null, "Broken")).hasMessageContaining("TriggerFailed");
    }

    private List<UUID> found(Integer flow, String... states) {
        return ledger.runs().runs(new RunQuery(desk.project.id(), flow, Set.of(states), null, null, 100)).stream()
                .map(RunView::id)
                .toList();
    }

    @Test
    void heldRunSaysWhoHoldsItAndAQueuedOneSinceWhen() {
        Claimed held = desk.begun(version, desk.agent());
        UUID queued = desk.submit(version);
        ledger.cancel(held.run(), "ada", "enough");

        RunView view = ledger.runs().run(held.run()).orElseThrow();
        assertThat(view.agent()).isEqualTo("alpha");
        assertThat(view.due()).isNull();
        assertThat(view.cancelReason()).isEqualTo("enough");
        assertThat(view.seq()).isEqualTo(3);
        assertThat(ledger.runs().run(queued).orElseThrow().due()).isNotNull();
        assertThat(ledger.runs().run(Desk.id())).isEmpty();
    }

    @Test
    void tasksAreReadPieceByPiece() {
        FlowVersion wide =
                desk.register("wide", new Node("each", Kind.MAP, 0, SkipRule.WHOLE_NODES, true, List.of(), ""));
        Claimed claimed = desk.begun(wide, desk.agent());
        List<Entry> entries = new ArrayList<>(
                List.of(Desk.task(0, TaskEvent.UpstreamsFinished.ALL_WELL), Desk.task(0, new TaskEvent.Expanded(50))));
        for (int i = 49; i >= 0; i--) {
            entries.add(Desk.child(0, i, TaskEvent.UpstreamsFinished.ALL_WELL));
        }
        desk.append(claimed, entries.toArray(Entry[]::new));

        List<TaskView> first = ledger.runs().tasks(claimed.run(), null, 30);
        List<TaskView> rest = ledger.runs().tasks(claimed.run(), first.get(29).key(), 30);
        assertThat(first).hasSize(30);
        assertThat(rest).hasSize(21);
        assertThat(rest.get(20).key()).isEqualTo(new TaskKey(0, 49));
    }

    @Test
    void logLinesAreKeptOnceAndFoundAgain() {
        Claimed claimed = desk.begun(version, desk.agent());
        List<LogLine> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            TaskKey key = i % 2 == 0 ? TaskKey.of(0) : null;
            lines.add(new LogLine(1, i, AT.plusSeconds(i), i * 10, key, "etl", i == 3 ? "A\0Needle %" : "line " + i));
        }

        assertThat(ledger.log(claimed.run(), lines)).isEqualTo(5);
        assertThat(ledger.log(claimed.run(), lines)).isZero();
        assertThat(ledger.log(Desk.id(), lines)).isZero();

        assertThat(seqs(claimed, LogQuery.first(2))).containsExactly(1L, 2L);
        assertThat(seqs(claimed, LogQuery.first(9).after(lines.get(3)))).containsExactly(5L);
        assertThat(seqs(claimed, new LogQuery(0, 0, 40, null, "", 9))).containsExactly(4L, 5L);
        assertThat(seqs(claimed, new LogQuery(0, 0, 0, TaskKey.of(0), "", 9))).containsExactly(2L, 4L);
        assertThat(seqs(claimed, new LogQuery(0, 0, 0, null, "nEEDLE %", 9))).containsExactly(3L);
        assertThat(ledger.runs().logs(claimed.run(), LogQuery.first(9)).get(1)).isEqualTo(lines.get(1));
    }

    private List<Long> seqs(Claimed claimed, LogQuery query) {
        return ledger.runs().logs(claimed.run(), query).stream()
                .map(LogLine::seq)
                .toList();
    }

    @Test
    void artifactsAreThoseOfWhoHoldsTheRunAndTheLastOfANameCounts() {
        AgentSession agent = desk.agent();
        Claimed claimed = desk.begun(version, agent);
        KeptArtifact first = new KeptArtifact(TaskKey.of(0), "report", "markdown", new byte[] {1}, AT);
        KeptArtifact second = new KeptArtifact(TaskKey.of(0), "report", "markdown", new byte[] {2, 0}, AT);
        KeptArtifact other = new KeptArtifact(TaskKey.of(0), "a link", "link", new byte[0], AT);

        assertThat(ledger.keep(claimed.run(), 1, List.of(first, other, second))).isTrue();
        assertThat(ledger.runs().artifacts(claimed.run())).containsExactly(other, second);
        assertThat(ledger.keep(claimed.run(), 2, List.of(first))).isFalse();
        ledger.disconnect(agent.id());
        assertThat(ledger.keep(claimed.run(), 1, List.of(first))).isFalse();
        assertThat(ledger.runs().artifacts(claimed.run())).containsExactly(other, second);
    }
}
