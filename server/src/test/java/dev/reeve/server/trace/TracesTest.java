package dev.reeve.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.Kind;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.AgentSession;
import dev.reeve.server.ledger.Batch;
import dev.reeve.server.ledger.Claimed;
import dev.reeve.server.ledger.Entry;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.InnerRun;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.ledger.Registration;
import dev.reeve.server.ledger.Reply;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.Submission;
import dev.reeve.server.ledger.Submitted;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.server.metric.Meters;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.spi.TraceIds;
import dev.reeve.state.Failure;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs in a real ledger, and what a collector is told of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {
    private static final Random RANDOM = new Random();
    private static final Node FETCH = new Node("fetch", Kind.TASK, 1, SkipRule.WHOLE_NODES, true, List.of(), "");
    private static final Node EACH = new Node("each", Kind.MAP, 0, SkipRule.WHOLE_NODES, true, List.of(), "");

    private final Instant at = Instant.now().minusSeconds(60);
    private Meters meters = new Meters();
    private Database database;
    private Ledger ledger;
    private FlowVersion version;
    private TestCollector collector;
    private Traces traces;

    @BeforeAll
    void open() {
        database = Database.open(TestDatabase.fresh());
        ledger = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 2));
        version = registered("shop", FETCH, EACH);
    }

    private FlowVersion registered(String flow, Node... nodes) {
        FlowStructure structure = new FlowStructure(List.of(nodes));
        return ledger.catalog()
                .register(
                        ledger.catalog().project("Demo", "").id(),
                        new Registration(flow, "ab", structure, "[]", null, "{}", List.of(), ""));
    }

    @AfterAll
    void close() {
        ledger.close();
        database.close();
    }

    @BeforeEach
    void listen() throws IOException {
        database.jdbi().useHandle(handle -> handle.execute("delete from trace_due"));
        collector = new TestCollector();
        meters = new Meters();
        traces = started(1_000);
    }

    @AfterEach
    void hangUp() {
        traces.close();
        collector.close();
    }

    private Traces started(int most) {
        return Traces.start(
                new DueTraces(database.jdbi(), most),
                ledger,
                TraceOptions.parse(collector.address(), "X-Key=a%2Cb"),
                meters,
                "0.1.0");
    }

    private UUID submitted() {
        return submitted(version);
    }

    private UUID submitted(FlowVersion of) {
        Submission submission = new Submission(
                RunIds.next(Instant.now(), RANDOM),
                of.id(),
                "quick-otter",
                "{}",
                DataInterval.at(at),
                null,
                List.of(),
                0,
                Cause.BY_HAND,
                "",
                "ada",
                null,
                null);
        assertThat(ledger.submit(submission)).isInstanceOf(Submitted.New.class);
        return submission.id();
    }

    private Claimed claimed(AgentSession session, UUID run) {
        Claimed claimed = ledger.claim(session.id(), 1).getFirst();
        assertThat(claimed.run()).isEqualTo(run);
        return claimed;
    }

    private Claimed append(Claimed claimed, Entry... entries) {
        Batch batch = new Batch(claimed.run(), claimed.epoch(), claimed.after(), List.of(entries));
        assertThat(ledger.append(batch)).isEqualTo(new Reply.Applied(batch.last()));
        return new Claimed(claimed.run(), claimed.epoch(), batch.last(), claimed.version());
    }

    private Entry run(int second, FlowEvent event) {
        return new Entry.OfRun(event, at.plusSeconds(second));
    }

    private Entry task(int second, int task, int child, TaskEvent event) {
        return Entry.of(new TaskKey(task, child), event, at.plusSeconds(second));
    }

    private static TaskEvent failed(int attempt, RetryVerdict verdict) {
        return new TaskEvent.Threw(attempt, new Failure("java.io.IOException", "broken", null), verdict);
    }

    /** Fails once, works then; one of two children fails. */
    private Claimed troubled(Claimed claimed) {
        List<Entry> entries = new ArrayList<>(List.of(
                run(0, new FlowEvent.Started()),
                task(1, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(1, 0, -1, TaskEvent.Started.of(1)),
                task(3, 0, -1, failed(1, new RetryVerdict(true, Duration.ofSeconds(2)))),
                task(5, 0, -1, TaskEvent.Due.NOW),
                task(5, 0, -1, TaskEvent.Started.of(2)),
                task(6, 0, -1, TaskEvent.Returned.of(2)),
                task(1, 1, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(1, 1, -1, new TaskEvent.Expanded(2))));
        for (int child = 0; child < 2; child++) {
            entries.add(task(2, 1, child, TaskEvent.UpstreamsFinished.ALL_WELL));
            entries.add(task(2, 1, child, TaskEvent.Started.of(1)));
        }
        entries.add(task(4, 1, 0, TaskEvent.Returned.of(1)));
        entries.add(task(7, 1, 1, failed(1, RetryVerdict.NO)));
        entries.add(task(7, 1, -1, new TaskEvent.ChildrenFinished(new Upstreams(1, 0, 1, 0, 0))));
        entries.add(run(8, new FlowEvent.TasksFinished(new Upstreams(1, 0, 1, 0, 0))));
        return append(claimed, entries.toArray(Entry[]::new));
    }

    private Claimed well(Claimed claimed) {
        return append(
                claimed,
                run(10, new FlowEvent.Started()),
                task(10, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(10, 0, -1, TaskEvent.Started.of(1)),
                task(11, 0, -1, TaskEvent.Returned.of(1)),
                task(11, 1, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(11, 1, -1, new TaskEvent.Expanded(0)),
                task(11, 1, -1, new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 0, 0, 0))),
                run(12, new FlowEvent.TasksFinished(new Upstreams(2, 0, 0, 0, 0))));
    }

    private List<Span> told(UUID run, int spans) {
        TestCollector.await(() -> collector.of(run).size() >= spans);
        return collector.of(run);
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String parent(List<Span> spans, Span of) {
        return spans.stream()
                .filter(span -> span.getSpanId().equals(of.getParentSpanId()))
                .map(Span::getName)
                .collect(Collectors.joining(","));
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(each -> each.getKey().equals(key))
                .map(each -> each.getValue().hasIntValue()
                        ? Long.toString(each.getValue().getIntValue())
                        : each.getValue().getStringValue())
                .collect(Collectors.joining(","));
    }

    private static void awaitCount(Supplier<String> exposition, String line) {
        TestCollector.await(() -> exposition.get().contains(line + "\n"));
    }

    @Test
    void runIsATraceAndEachTaskRunASpanWithItsAttempts() {
        UUID run = submitted();
        troubled(claimed(ledger.connect("alpha", List.of()), run));

        List<Span> spans = told(run, 8);

        assertThat(spans)
                .extracting(span -> span.getName() + " in " + parent(spans, span))
                .containsExactlyInAnyOrder(
                        "shop in ",
                        "queued in shop",
                        "fetch in shop",
                        "attempt 1 in fetch",
                        "attempt 2 in fetch",
                        "each in shop",
                        "each[0] in each",
                        "each[1] in each");
        Span whole = named(spans, "shop");
        assertThat(whole.getParentSpanId()).isEmpty();
        assertThat(whole.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(attribute(whole, "reeve.run.id")).isEqualTo(run.toString());
        assertThat(attribute(whole, "reeve.project")).isEqualTo("Demo");
        assertThat(attribute(whole, "reeve.state")).isEqualTo("Failed");
        assertThat(attribute(whole, "reeve.epoch")).isEqualTo("1");
        Span fetch = named(spans, "fetch");
        assertThat(fetch.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
        assertThat(fetch.getEndTimeUnixNano() - fetch.getStartTimeUnixNano()).isEqualTo(5_000_000_000L);
        assertThat(fetch.getEventsList()).extracting(Span.Event::getName).contains("Retrying");
        assertThat(TestCollector.hex(fetch.getSpanId())).isEqualTo(TraceIds.span(run.toString(), 1, "fetch", ""));
        Span first = named(spans, "attempt 1");
        assertThat(first.getStatus().getMessage()).startsWith("Retrying: ").contains("broken");
        assertThat(first.getEndTimeUnixNano() - first.getStartTimeUnixNano()).isEqualTo(2_000_000_000L);
        assertThat(named(spans, "attempt 2").getStatus().getMessage()).isEmpty();
        Span child = named(spans, "each[1]");
        assertThat(child.getStatus().getMessage()).startsWith("Failed: ").contains("broken");
        assertThat(attribute(child, "reeve.map_index")).isEqualTo("1");
        assertThat(collector.resources.getFirst().getResource().getAttributesList())
                .extracting(each -> each.getKey() + "=" + each.getValue().getStringValue())
                .containsExactlyInAnyOrder("service.name=reeve", "service.version=0.1.0");
        assertThat(collector.keys).containsOnly("a,b");
    }

    @Test
    void runWhoseRunnerWasKilledIsOneSpanWithBothOfItsLives() {
        UUID run = submitted();
        AgentSession killed = ledger.connect("alpha", List.of());
        append(
                claimed(killed, run),
                run(0, new FlowEvent.Started()),
                task(1, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(1, 0, -1, TaskEvent.Started.of(1)));
        ledger.disconnect(killed.id());
        Claimed second = claimed(ledger.connect("beta", List.of()), run);
        append(
                second,
                run(10, new FlowEvent.Started()),
                new Entry.Became(TaskKey.of(0), "Pending", State.Queued.FIRST, at.plusSeconds(10), null),
                task(10, 0, -1, TaskEvent.Started.of(1)),
                task(11, 0, -1, TaskEvent.Returned.of(1)),
                task(11, 1, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(11, 1, -1, new TaskEvent.Expanded(0)),
                task(11, 1, -1, new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 0, 0, 0))),
                run(12, new FlowEvent.TasksFinished(new Upstreams(2, 0, 0, 0, 0))));

        List<Span> spans = told(run, 6);

        assertThat(spans)
                .extracting(
                        span -> span.getName() + " " + attribute(span, "reeve.state") + " in " + parent(spans, span))
                .containsExactlyInAnyOrder(
                        "shop Success in ",
                        "queued  in shop",
                        "queued  in shop",
                        "fetch Crashed in shop",
                        "fetch Success in shop",
                        "each Success in shop");
        assertThat(named(spans, "shop").getEventsList())
                .extracting(Span.Event::getName)
                .contains("Crashed");
        assertThat(spans).extracting(Span::getSpanId).doesNotHaveDuplicates();
    }

    private Entry called(int second, int child, int attempt, String worker) {
        String what = "{\"kind\":\"called\",\"node\":0,\"child\":%d,\"attempt\":%d,\"worker\":\"%s\"}"
                .formatted(child, attempt, worker);
        return new Entry.Called(TaskKey.of(0), worker, what, at.plusSeconds(second));
    }

    @Test
    void theWorkerOfAClusterIsNamedByEachAttemptAndTheLastByTheTaskRun() {
        UUID run = submitted();
        append(
                claimed(ledger.connect("alpha", List.of()), run),
                run(0, new FlowEvent.Started()),
                task(1, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(1, 0, -1, TaskEvent.Started.of(1)),
                called(1, -1, 1, "w1 (process 7 on node1)"),
                task(3, 0, -1, failed(1, new RetryVerdict(true, Duration.ofSeconds(2)))),
                task(5, 0, -1, TaskEvent.Due.NOW),
                task(5, 0, -1, TaskEvent.Started.of(2)),
                called(5, -1, 2, "w2 (process 8 on node2)"),
                task(6, 0, -1, TaskEvent.Returned.of(2)),
                task(6, 1, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(6, 1, -1, new TaskEvent.Expanded(0)),
                task(7, 1, -1, new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 0, 0, 0))),
                run(8, new FlowEvent.TasksFinished(new Upstreams(2, 0, 0, 0, 0))));

        List<Span> spans = told(run, 6);

        assertThat(attribute(named(spans, "attempt 1"), "reeve.worker")).isEqualTo("w1 (process 7 on node1)");
        assertThat(attribute(named(spans, "attempt 2"), "reeve.worker")).isEqualTo("w2 (process 8 on node2)");
        assertThat(attribute(named(spans, "fetch"), "reeve.worker")).isEqualTo("w2 (process 8 on node2)");
        assertThat(attribute(named(spans, "each"), "reeve.worker")).isEmpty();
    }

    @Test
    void runThatIsReopenedAfterItsEndIsTheSameTraceAndWhatWasToldBeforeStaysAsItWas() {
        UUID run = submitted();
        AgentSession agent = ledger.connect("alpha", List.of());
        troubled(claimed(agent, run));
        List<Span> before = List.copyOf(told(run, 8));
        ledger.reopen(run);
        Claimed second = claimed(agent, run);
        append(
                second,
                run(20, new FlowEvent.Started()),
                new Entry.Became(TaskKey.of(1), "Failed", State.Pending.NOW, at.plusSeconds(20), null),
                task(20, 1, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(20, 1, -1, new TaskEvent.Expanded(0)),
                task(21, 1, -1, new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 0, 0, 0))),
                run(22, new FlowEvent.TasksFinished(new Upstreams(2, 0, 0, 0, 0))));

        List<Span> spans = told(run, 8 + 8 + 3);

        assertThat(spans.subList(8, spans.size())).containsAll(before);
        List<Span> runs = spans.stream()
                .filter(span -> span.getName().equals("shop"))
                .skip(1)
                .toList();
        assertThat(runs).extracting(span -> attribute(span, "reeve.state")).containsExactly("Failed", "Success");
        assertThat(runs.get(1).getParentSpanId()).isEqualTo(runs.get(0).getSpanId());
    }

    @Test
    void runWithinARunLiesInTheSpanOfItsTaskUnderWhatItsRunnerHandsOn() {
        FlowVersion nesting =
                registered("nesting", new Node("load", Kind.SUBFLOW, 0, SkipRule.WHOLE_NODES, true, List.of(), ""));
        UUID outer = submitted(nesting);
        UUID inner = RunIds.inner(outer, "load.1");
        FlowStructure loading = new FlowStructure(List.of(Node.task("read")));
        InnerRun begins = new InnerRun(
                inner,
                "load.1",
                new TaskKey.InRun(outer, TaskKey.of(0)),
                1,
                "quick-otter/load",
                ledger.catalog().inner(nesting.flowId(), "loading", loading));
        append(
                claimed(ledger.connect("alpha", List.of()), outer),
                run(0, new FlowEvent.Started()),
                task(0, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, 0, -1, TaskEvent.Started.of(1)),
                new Entry.Opened(begins, "{\"kind\":\"opened\"}", at.plusSeconds(1)),
                within(inner, run(10, new FlowEvent.Started())),
                within(inner, task(10, 0, -1, TaskEvent.UpstreamsFinished.ALL_WELL)),
                within(inner, task(10, 0, -1, TaskEvent.Started.of(1))),
                within(inner, task(11, 0, -1, TaskEvent.Returned.of(1))),
                within(inner, run(12, new FlowEvent.TasksFinished(new Upstreams(1, 0, 0, 0, 0)))),
                task(13, 0, -1, TaskEvent.Returned.of(1)),
                run(14, new FlowEvent.TasksFinished(new Upstreams(1, 0, 0, 0, 0))));

        List<Span> spans = told(outer, 5);

        assertThat(spans)
                .extracting(span -> span.getName() + " in " + parent(spans, span))
                .containsExactlyInAnyOrder(
                        "nesting in ", "queued in nesting", "load in nesting", "loading in load", "read in loading");
        assertThat(attribute(named(spans, "loading"), "reeve.run.id")).isEqualTo(inner.toString());
        assertThat(collector.of(inner)).isEmpty();
        Span read = named(spans, "read");
        assertThat("00-" + TestCollector.hex(read.getTraceId()) + "-" + TestCollector.hex(read.getSpanId()) + "-01")
                .isEqualTo(TraceIds.traceparent(outer + ".load.1", 1, "read"));
    }

    private static Entry within(UUID run, Entry entry) {
        return new Entry.Within(run, entry);
    }

    @Test
    void collectorThatIsAwayLosesNothingAndHoldsNobodyUp() {
        collector.answers(503, 502);
        UUID run = submitted();

        well(claimed(ledger.connect("alpha", List.of()), run));

        assertThat(told(run, 4)).hasSize(4);
        assertThat(collector.answeredAll()).isTrue();
        awaitCount(this::counted, "reeve_traces_sent_total 1");
        assertThat(counted()).contains("reeve_traces_lost_total 0");
    }

    @Test
    void whatEndedWhileNoServerRanIsToldByTheNext() {
        UUID first = submitted();
        AgentSession agent = ledger.connect("alpha", List.of());
        well(claimed(agent, first));
        told(first, 4);
        traces.close();
        UUID second = submitted();
        well(claimed(agent, second));

        traces = started(1_000);

        assertThat(told(second, 4)).hasSize(4);
        assertThat(collector.of(first)).hasSize(4);
    }

    @Test
    void oldestAreGivenUpAndCountedWhenTooManyWait() {
        traces.close();
        AgentSession agent = ledger.connect("alpha", List.of());
        List<UUID> runs = new ArrayList<>();
        DueTraces due = new DueTraces(database.jdbi(), 2);
        int lost = 0;
        for (int i = 0; i < 4; i++) {
            UUID run = submitted();
            well(claimed(agent, run));
            runs.add(run);
            lost += due.find();
        }

        assertThat(lost).isEqualTo(2);
        assertThat(due.take(Duration.ofMinutes(1)).orElseThrow().run()).isEqualTo(runs.get(2));
        assertThat(due.take(Duration.ofMinutes(1)).orElseThrow().run()).isEqualTo(runs.get(3));
        assertThat(due.take(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void whatTheCollectorDoesNotWantIsCountedAndNotSentForEver() {
        collector.answers(400);
        UUID refused = submitted();
        AgentSession agent = ledger.connect("alpha", List.of());
        well(claimed(agent, refused));
        awaitCount(this::counted, "reeve_trace_spans_total{outcome=\"refused\"} 4");
        collector.rejects(3);
        UUID partly = submitted();
        well(claimed(agent, partly));

        told(partly, 4);

        awaitCount(this::counted, "reeve_trace_spans_total{outcome=\"refused\"} 7");
        assertThat(collector.of(refused)).isEmpty();
    }

    private String counted() {
        return meters.text();
    }
}
