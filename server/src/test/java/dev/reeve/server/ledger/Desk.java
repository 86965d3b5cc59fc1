package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schedule.DataInterval;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A ledger over the tests' database with a project of its own, and short ways to what tests do all the time. */
final class Desk implements AutoCloseable {
    static final Instant AT = Instant.parse("2026-11-26T03:00:00Z");
    private static final AtomicInteger PROJECTS = new AtomicInteger();
    private static final Random RANDOM = new Random();

    final Ledger ledger;
    final Project project;
    private final String label = "only-" + UUID.randomUUID();

    Desk() {
        this(TestDatabase.shared(), Duration.ofSeconds(30));
    }

    Desk(Database database, Duration lease) {
        ledger = Ledger.open(database, new LedgerOptions(lease, Duration.ZERO, 2));
        project = ledger.catalog().project("project " + PROJECTS.incrementAndGet() + " " + UUID.randomUUID(), "");
    }

    FlowVersion register(Node... nodes) {
        return register("flow", nodes);
    }

    FlowVersion register(String flow, Node... nodes) {
        return ledger.catalog()
                .register(
                        project.id(),
                        new Registration(
                                flow,
                                List.of(nodes).toString(),
                                new FlowStructure(List.of(nodes)),
                                "[]",
                                null,
                                "{}",
                                List.of(),
                                ""));
    }

    static UUID id() {
        return RunIds.next(Instant.now(), RANDOM);
    }

    /** With a label that agents of this desk alone have: other tests claim from the same queue. */
    Submission submission(FlowVersion version) {
        return submission(id(), version, null, 0, null);
    }

    Submission submission(UUID id, FlowVersion version, Instant due, int priority, String key, String... labels) {
        List<String> all = new ArrayList<>(List.of(labels));
        all.add(label);
        return new Submission(
                id,
                version.id(),
                "quick-otter",
                "{\"country\":\"Italy\"}",
                DataInterval.at(AT),
                due,
                all,
                priority,
                Cause.BY_HAND,
                "",
                "ada",
                key,
                null);
    }

    AgentSession agent(String... labels) {
        List<String> all = new ArrayList<>(List.of(labels));
        all.add(label);
        return ledger.connect("alpha", all);
    }

    UUID submit(FlowVersion version) {
        Submission submission = submission(version);
        assertThat(ledger.submit(submission)).isEqualTo(new Submitted.New(submission.id(), 0));
        return submission.id();
    }

    /** Submitted, claimed and begun: entries go on after 3. */
    Claimed begun(FlowVersion version, AgentSession agent) {
        UUID run = submit(version);
        Claimed claimed = ledger.claim(agent.id(), 1).get(0);
        assertThat(claimed.run()).isEqualTo(run);
        append(claimed, run(new FlowEvent.Started()));
        return new Claimed(run, claimed.epoch(), claimed.after() + 1, claimed.version());
    }

    void append(Claimed claimed, Entry... entries) {
        Batch batch = new Batch(claimed.run(), claimed.epoch(), claimed.after(), List.of(entries));
        assertThat(ledger.append(batch)).isEqualTo(new Reply.Applied(batch.last()));
    }

    static Entry run(FlowEvent event) {
        return new Entry.OfRun(event, AT);
    }

    static Entry task(int task, TaskEvent event) {
        return Entry.of(TaskKey.of(task), event, AT);
    }

    static Entry child(int task, int index, TaskEvent event) {
        return Entry.of(new TaskKey(task, index), event, AT);
    }

    /** All of a task that succeeds at once. */
    static List<Entry> success(int task) {
        return List.of(
                task(task, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(task, TaskEvent.Started.of(1)),
                new Entry.OfTask(TaskKey.of(task), TaskEvent.Returned.of(1), AT, "file:/results/" + task));
    }

    static Entry finished(int successful) {
        return run(new FlowEvent.TasksFinished(new Upstreams(successful, 0, 0, 0, 0)));
    }

    /** On a thread of its own: the common pool makes no more threads for so many that wait. */
    static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    State state(UUID run) {
        return ledger.runs().run(run).orElseThrow().state();
    }

    List<String> story(UUID run) {
        return ledger.history().lines(run, 0, 1000).stream()
                .map(line -> (line.key() == null
                                ? "run"
                                : line.key().task()
                                        + (line.key().child() ? "[" + line.key().index() + "]" : ""))
                        + " " + line.state().name())
                .toList();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
