package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.AT;
import static dev.reeve.server.ledger.Desk.finished;
import static dev.reeve.server.ledger.Desk.run;
import static dev.reeve.server.ledger.Desk.success;
import static dev.reeve.server.ledger.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.server.ledger.InnerRun.InnerFlow;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that tasks of a run are: written with it, fenced with it, ended with it, forgotten with it. */
class InnerRunsTest {
    private static final Node LOADS =
            new Node("load", Kind.SUBFLOW, 0, SkipRule.WHOLE_NODES, true, List.of(Upstream.data(0)), "");
    private static final Node READ = new Node(
            "read",
            Kind.TASK,
            0,
            SkipRule.WHOLE_NODES,
            true,
            List.of(),
            "",
            List.of("raw.orders"),
            List.of("warehouse.orders"));
    private static final FlowStructure INSIDE =
            new FlowStructure(List.of(READ, Node.task("write", new Upstream(0, EdgeKind.DATA))));

    private Desk desk;
    private FlowVersion version;
    private AgentSession agent;

    @BeforeEach
    void open() {
        desk = new Desk();
        version = desk.register(Node.task("fetch"), LOADS);
        agent = desk.agent();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private InnerFlow flow() {
        return desk.ledger.catalog().inner(version.flowId(), "loading", INSIDE);
    }

    private static UUID inner(Claimed claimed) {
        return RunIds.inner(claimed.run(), "load.1");
    }

    private Entry opened(Claimed claimed) {
        return new Entry.Opened(
                new InnerRun(
                        inner(claimed),
                        "load.1",
                        new TaskKey.InRun(claimed.run(), TaskKey.of(1)),
                        1,
                        "quick-otter/load",
                        flow()),
                "{\"kind\":\"opened\"}",
                AT);
    }

    private static List<Entry> within(Claimed claimed, List<Entry> entries) {
        return entries.stream()
                .map(entry -> (Entry) new Entry.Within(inner(claimed), entry))
                .toList();
    }

    /** Fetched, and its load is Running; behind number {@link Claimed#after}. */
    private Claimed loading() {
        Claimed begun = desk.begun(version, agent);
        List<Entry> entries = new ArrayList<>(success(0));
        entries.add(task(1, TaskEvent.UpstreamsFinished.ALL_WELL));
        entries.add(task(1, TaskEvent.Started.of(1)));
        return told(begun, entries);
    }

    private Claimed told(Claimed claimed, List<Entry> entries) {
        desk.append(claimed, entries.toArray(Entry[]::new));
        return new Claimed(claimed.run(), claimed.epoch(), claimed.after() + entries.size(), claimed.version());
    }

    private Claimed begunInside() {
        Claimed claimed = loading();
        List<Entry> entries = new ArrayList<>();
        entries.add(opened(claimed));
        entries.addAll(within(claimed, List.of(run(new FlowEvent.Started()))));
        entries.addAll(within(claimed, success(0)));
        return told(claimed, entries);
    }

    private RunView view(Claimed claimed) {
        return desk.ledger.runs().run(inner(claimed)).orElseThrow();
    }

    @Test
    void oneIsARunWithTasksAndHistoryBesideItsRoot() {
        Claimed claimed = begunInside();
        RunView view = view(claimed);

        assertThat(view.state()).isEqualTo(State.Running.FIRST);
        assertThat(view.flowName()).isEqualTo("loading");
        assertThat(view.name()).isEqualTo("quick-otter/load");
        assertThat(view.parent()).isEqualTo(new TaskKey.InRun(claimed.run(), TaskKey.of(1)));
        assertThat(view.inner()).isEqualTo(new InnerRun.Place(claimed.run(), "load.1", 1, 1));
        assertThat(view.agent()).isEqualTo("alpha");
        assertThat(RunIds.time(view.id())).isEqualTo(RunIds.time(claimed.run()));
        assertThat(desk.story(view.id())).containsExactly("run Running", "0 Queued", "0 Running", "0 Success");
        assertThat(desk.ledger.runs().tasks(view.id(), null, 9))
                .singleElement()
                .satisfies(read -> assertThat(read.result()).isEqualTo("file:/results/0"));
        assertThat(desk.ledger.runs().children(claimed.run(), TaskKey.of(1), null, 9))
                .containsExactly(view);
        assertThat(desk.ledger.runs().children(claimed.run(), TaskKey.of(0), null, 9))
                .isEmpty();
    }

    private List<AssetReader.Happened> history(String asset) {
        return desk.ledger.assets().history(new AssetReader.Line(desk.project.id(), asset), null, Long.MAX_VALUE, 9);
    }

    @Test
    void whatItsTasksReadAndMadeIsToldOfItAndTheTask() {
        Claimed claimed = begunInside();

        assertThat(history("raw.orders")).singleElement().satisfies(read -> {
            assertThat(read.produced()).isFalse();
            assertThat(read.run()).isEqualTo(inner(claimed));
        });
        assertThat(history("warehouse.orders")).singleElement().satisfies(made -> {
            assertThat(made.produced()).isTrue();
            assertThat(made.run()).isEqualTo(inner(claimed));
            assertThat(made.runName()).isEqualTo("quick-otter/load");
            assertThat(made.flow()).isEqualTo("loading");
            assertThat(desk.ledger.catalog().structure(made.version()).tasks().get(made.task()))
                    .isEqualTo(READ);
            assertThat(made.epoch()).isEqualTo(1);
            assertThat(made.attempt()).isEqualTo(1);
        });
    }

    @Test
    void listsAndCountsLeaveThemOut() {
        Claimed claimed = begunInside();

        assertThat(desk.ledger.runs().runs(RunQuery.newest(desk.project.id(), 9)))
                .extracting(RunView::id)
                .containsExactly(claimed.run());
        assertThat(found(null, false)).containsExactly(claimed.run());
        assertThat(found(null, true)).containsExactlyInAnyOrder(claimed.run(), inner(claimed));
        assertThat(found(claimed.run(), false)).containsExactly(inner(claimed));
        assertThat(desk.ledger.runs().counts(desk.project.id(), Instant.EPOCH).values())
                .containsExactly(1L);
    }

    private List<UUID> found(UUID parent, boolean inner) {
        return desk
                .ledger
                .finder()
                .find(new RunSearch(
                        List.of(desk.project.id()),
                        null,
                        null,
                        Set.of("Running"),
                        null,
                        null,
                        "",
                        List.of(),
                        parent,
                        inner,
                        null,
                        false,
                        9))
                .runs()
                .stream()
                .map(RunView::id)
                .toList();
    }

    @Test
    void aBatchIsWrittenOnceAndByWhoHoldsTheRootOnly() {
        Claimed claimed = loading();
        List<Entry> entries = new ArrayList<>();
        entries.add(opened(claimed));
        entries.addAll(within(claimed, List.of(run(new FlowEvent.Started()))));
        Batch batch = new Batch(claimed.run(), claimed.epoch(), claimed.after(), entries);

        assertThat(desk.ledger.append(batch)).isEqualTo(new Reply.Applied(batch.last()));
        assertThat(desk.ledger.append(batch)).isEqualTo(new Reply.AlreadyApplied(batch.last()));
        assertThat(desk.ledger.append(new Batch(claimed.run(), claimed.epoch(), batch.last() + 3, entries)))
                .isEqualTo(new Reply.OutOfOrder(batch.last()));
        desk.ledger.disconnect(agent.id());
        assertThat(desk.ledger.append(
                        new Batch(claimed.run(), claimed.epoch(), batch.last(), within(claimed, success(0)))))
                .isInstanceOf(Reply.NotHeld.class);
        assertThat(desk.ledger.append(batch)).isEqualTo(new Reply.AlreadyApplied(batch.last()));
        assertThat(desk.story(inner(claimed))).containsExactly("run Running", "run Crashed");
    }

    @Test
    void whatDoesNotFitIsRefusedWhole() {
        Claimed claimed = loading();
        Entry opened = opened(claimed);

        refused(claimed, "was told to begin", within(claimed, success(0)));
        refused(
                claimed,
                "cannot begin: the run is Pending",
                List.of(opened, within(claimed, success(0)).get(1)));
        refused(claimed, "begun before", List.of(opened, opened));
        refused(
                claimed,
                "\"read\", on which it depends, is Pending",
                List.of(
                        opened,
                        within(claimed, List.of(run(new FlowEvent.Started()))).getFirst(),
                        within(claimed, success(1)).getFirst()));
        refused(claimed, "runs no flow", List.of(placed(claimed, 0)));
        refused(claimed, "runs no flow", List.of(placed(claimed, 7)));
        assertThat(desk.ledger.runs().run(inner(claimed))).isEmpty();
        Claimed other = desk.begun(version, agent);
        refused(other, "began no run", List.of(opened(other)));
        refused(other, "did not begin within it", List.of(opened));
    }

    private Entry placed(Claimed claimed, int task) {
        return new Entry.Opened(
                new InnerRun(
                        inner(claimed),
                        "load.1",
                        new TaskKey.InRun(claimed.run(), TaskKey.of(task)),
                        1,
                        "name",
                        flow()),
                "{}",
                AT);
    }

    private void refused(Claimed claimed, String words, List<Entry> entries) {
        assertThat(desk.ledger.append(new Batch(claimed.run(), claimed.epoch(), claimed.after(), entries)))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.why()).contains(words));
    }

    @Test
    void oneCrashesWithItsRootAndGoesOnWithIt() {
        Claimed first = begunInside();
        Entry.Within running = new Entry.Within(inner(first), task(1, TaskEvent.UpstreamsFinished.ALL_WELL));
        Claimed claimed =
                told(first, List.of(running, new Entry.Within(inner(first), task(1, TaskEvent.Started.of(1)))));
        desk.ledger.disconnect(agent.id());

        assertThat(view(claimed).state()).isInstanceOf(State.Crashed.class);
        assertThat(desk.ledger.runs().tasks(inner(claimed), null, 9))
                .extracting(task -> task.state().name())
                .containsExactly("Success", "Crashed");
        AgentSession next = desk.agent();
        Claimed again = desk.ledger.claim(next.id(), 1).getFirst();
        assertThat(again.epoch()).isEqualTo(2);
        List<Entry> entries = new ArrayList<>();
        entries.add(run(new FlowEvent.Started()));
        entries.add(new Entry.Became(TaskKey.of(1), "Pending", State.Queued.FIRST, AT, null));
        entries.add(new Entry.Became(TaskKey.of(1), "Queued", State.Running.FIRST, AT, null));
        Claimed running2 = told(again, entries);
        refused(running2, "was told to begin in epoch 2", within(running2, List.of(run(new FlowEvent.Started()))));
        entries.clear();
        entries.add(opened(running2));
        entries.addAll(within(running2, List.of(run(new FlowEvent.Started()))));
        entries.add(new Entry.Within(
                inner(running2), new Entry.Became(TaskKey.of(1), "Pending", State.Queued.FIRST, AT, null)));
        entries.add(new Entry.Within(
                inner(running2), new Entry.Became(TaskKey.of(1), "Queued", State.Running.FIRST, AT, null)));
        entries.add(new Entry.Within(
                inner(running2), new Entry.Became(TaskKey.of(1), "Running", State.Success.PLAIN, AT, null)));
        entries.addAll(within(running2, List.of(finished(2))));
        entries.add(new Entry.Became(TaskKey.of(1), "Running", State.Success.PLAIN, AT, null));
        entries.add(finished(2));
        told(running2, entries);

        assertThat(view(claimed).state().isSuccessful()).isTrue();
        assertThat(view(claimed).epoch()).isEqualTo(2);
        assertThat(desk.state(claimed.run()).isSuccessful()).isTrue();
        InnerJournal journal = desk.ledger.history().innerJournal(claimed.run(), 2, InnerJournal.From.START, 100);
        assertThat(journal.next()).isNull();
        assertThat(journal.lines()).extracting(InnerJournal.Line::path).containsOnly("load.1");
        assertThat(journal.lines()).hasSize(7).noneMatch(line -> line.line().state() instanceof State.Crashed);
    }

    @Test
    void oneThatGoesOnAndLooksDifferentBeginsAnew() {
        Claimed claimed = begunInside();
        desk.ledger.disconnect(agent.id());
        AgentSession next = desk.agent();
        Claimed again = desk.ledger.claim(next.id(), 1).getFirst();
        InnerFlow other =
                desk.ledger.catalog().inner(version.flowId(), "loading", new FlowStructure(List.of(Node.task("all"))));
        Entry opened = new Entry.Opened(
                new InnerRun(
                        inner(again),
                        "load.1",
                        new TaskKey.InRun(again.run(), TaskKey.of(1)),
                        1,
                        "quick-otter/load",
                        other),
                "{}",
                AT);
        List<Entry> entries = new ArrayList<>();
        entries.add(run(new FlowEvent.Started()));
        entries.add(new Entry.Became(TaskKey.of(1), "Pending", State.Queued.FIRST, AT, null));
        entries.add(new Entry.Became(TaskKey.of(1), "Queued", State.Running.FIRST, AT, null));
        entries.add(opened);
        entries.addAll(within(again, List.of(run(new FlowEvent.Started()))));
        told(again, entries);

        assertThat(view(claimed).version()).isEqualTo(other.version());
        assertThat(desk.ledger.runs().tasks(inner(claimed), null, 9)).isEmpty();
    }

    @Test
    void whatItsRootLeftBehindEndsToo() {
        Claimed claimed = begunInside();
        told(
                claimed,
                List.of(
                        new Entry.Became(
                                TaskKey.of(1), "Running", new State.TimedOut(Duration.ofSeconds(1), 1), AT, null),
                        run(new FlowEvent.TasksFinished(new Upstreams(1, 0, 1, 0, 0)))));
        assertThat(desk.state(claimed.run()).isFinished()).isTrue();
        assertThat(view(claimed).state().isFinished()).isFalse();
        desk.ledger.sweep();

        assertThat(view(claimed).state())
                .isInstanceOfSatisfying(
                        State.Crashed.class,
                        crashed -> assertThat(crashed.reason()).isEqualTo("the run around it ended"));
        assertThat(desk.ledger.reopen(claimed.run())).isEqualTo(new Steered.Done());
    }

    @Test
    void theJournalIsReadInPages() {
        Claimed claimed = begunInside();
        List<Integer> seqs = new ArrayList<>();
        InnerJournal.From from = InnerJournal.From.START;
        while (from != null) {
            InnerJournal page = desk.ledger.history().innerJournal(claimed.run(), 9, from, 2);
            page.lines().forEach(line -> seqs.add(line.line().seq()));
            from = page.next();
        }
        assertThat(seqs).hasSize(5).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsForgottenIsForgottenWithIt() {
        Claimed claimed = begunInside();
        desk.ledger.cancel(claimed.run(), "ann", "enough");
        Entry cancelled = run(new FlowEvent.CancelRequested("enough"));
        assertThat(desk.ledger.keep(
                        claimed.run(),
                        claimed.epoch(),
                        inner(claimed),
                        List.of(new KeptArtifact(TaskKey.of(0), "note", "markdown", new byte[] {1}, AT))))
                .isTrue();
        assertThat(desk.ledger.artifacts().lines(inner(claimed), 0, 9)).hasSize(1);
        Claimed stopped = told(claimed, List.of(new Entry.Within(inner(claimed), cancelled), cancelled));
        desk.ledger.lost(stopped.run(), stopped.epoch(), "gone");

        assertThat(desk.state(claimed.run())).isInstanceOf(State.Cancelled.class);
        assertThat(view(claimed).state().isFinished()).isTrue();
        assertThat(desk.ledger.remove(claimed.run())).isEqualTo(new Steered.Done());
        assertThat(desk.ledger.runs().run(inner(claimed))).isEmpty();
        assertThat(desk.ledger.runs().tasks(inner(claimed), null, 9)).isEmpty();
        assertThat(desk.story(inner(claimed))).isEmpty();
        assertThat(desk.ledger.artifacts().lines(inner(claimed), 0, 9)).isEmpty();
        assertThat(history("warehouse.orders")).isEmpty();
    }

    @Test
    void whatLooksTheSameIsWrittenOnce() {
        assertThat(flow().version()).isNegative().isEqualTo(flow().version());
        assertThat(desk.ledger
                        .catalog()
                        .inner(version.flowId(), "other", INSIDE)
                        .version())
                .isNotEqualTo(flow().version());
        FlowVersion read = desk.ledger.catalog().version(flow().version()).orElseThrow();
        assertThat(read.structure()).isEqualTo(INSIDE);
        assertThat(read.version()).isZero();
    }
}
