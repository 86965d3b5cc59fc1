package dev.reeve.agent;

import static dev.reeve.Inputs.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Approval;
import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.JournalEntry;
import dev.reeve.artifact.Artifact;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.LocalFlowRunner;
import dev.reeve.engine.RecordPlaces;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.TaskExecutors;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.RetoldRecord;
import dev.reeve.spi.FlowRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a server was told of a run decides as its record file does what is used of it again. */
class RetellingProperties {
    private static final List<String> TASKS =
            List.of("list", "double", "double[1]", "double[2]", "sum", "turn", "yes", "then", "publish", "last");

    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    private static void call() {
        TaskRun run = TaskRun.current();
        String label = run.taskName() + (run.mapIndex() < 0 ? "" : "[" + run.mapIndex() + "]");
        if (BROKEN.contains(label)) {
            throw new IllegalStateException(label + " is broken");
        }
    }

    static List<Integer> list(int count) {
        call();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        TaskRun.current().artifact(Artifact.markdown("report", "# " + count));
        return all;
    }

    static int twice(int n) {
        call();
        return 2 * n;
    }

    static int sum(List<Integer> all) {
        call();
        return all.stream().mapToInt(n -> n).sum();
    }

    static Loop<Integer, Integer> turn(int n) {
        if (n == 2) {
            call();
        }
        return n < 4 ? Loop.again(n + 1) : Loop.done(n);
    }

    static boolean yes(int n) {
        call();
        return n >= 0;
    }

    static int publish(int n, Approval approval) {
        call();
        return approval.approved() ? n : -n;
    }

    private static Flow flow() {
        return Flow.define("shop", f -> {
            Output<List<Integer>> list =
                    f.task(RetellingProperties::list, f.parameter("count", 3)).named("list");
            Output<List<Integer>> twice = f.map(RetellingProperties::twice, each(list))
                    .named("double")
                    .retries(1);
            Output<Integer> sum = f.task(RetellingProperties::sum, twice).named("sum");
            Output<Integer> chosen = f.branch(
                    f.task(RetellingProperties::yes, sum).named("yes"),
                    () -> f.loop(RetellingProperties::turn, f.parameter("first", 0))
                            .named("turn"),
                    () -> f.task(RetellingProperties::twice, sum).named("then"));
            var go = f.approval("Publish?")
                    .named("go")
                    .after(f.task(RetellingProperties::twice, sum).named("before"));
            f.task(RetellingProperties::publish, sum, go).named("publish");
            f.task(RetellingProperties::twice, chosen).named("last");
        });
    }

    /** A runner whose runs have a record and tell an outbox, too. */
    private static FlowRunner telling(Outbox outbox) {
        return new LocalFlowRunner(
                (opening, graph, plan) -> {
                    ShippingJournal journal = new ShippingJournal(
                            outbox, Lease.unlimited(), new Places(FreePlaces.DESK, 1), InstantSource.system());
                    journal.opened(opening, new InnerGraphs().begin(opening, graph), plan);
                    return journal;
                },
                RecordPlaces.ofThisProcess());
    }

    /** All that was put in, as it comes out at the other end of the wire. */
    private static List<Event> told(Outbox outbox) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        outbox.publish();
        for (EventBatch batch = outbox.next(1); batch != null; batch = outbox.next(1)) {
            String json = ServerJson.MAPPER.writeValueAsString(batch);
            events.addAll(ServerJson.MAPPER.readValue(json, EventBatch.class).events());
        }
        return events;
    }

    /** Whether it ended; else it waits for a person in this process, and cannot be resumed. */
    private static boolean run(Flow flow, RunOptions options, Outbox outbox, @Nullable Boolean answer)
            throws Exception {
        Thread server = Thread.ofPlatform().daemon().start(() -> acknowledge(outbox));
        dev.reeve.FlowRun run = flow.start(options, telling(outbox));
        var rested = run.await();
        if (answer != null && !rested.state().isFinished()) {
            run.answer("go", new Approval(answer, "", "ann"), "ann");
            rested = run.await();
        }
        server.interrupt();
        server.join();
        return rested.state().isFinished();
    }

    /** The server that has all at once. */
    private static void acknowledge(Outbox outbox) {
        while (!Thread.currentThread().isInterrupted()) {
            outbox.acknowledged(Long.MAX_VALUE);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Property(tries = 25)
    void journalAndRecordDecideTheSame(
            @ForAll @Size(max = 3) Set<@IntRange(max = 9) Integer> broken,
            @ForAll @IntRange(max = 2) int answered,
            @ForAll @Size(max = 3) Set<@IntRange(max = 9) Integer> brokenThen)
            throws Exception {
        Path directory = Files.createTempDirectory("retelling");
        try {
            check(directory, broken, answered, brokenThen);
        } finally {
            BROKEN.clear();
            remove(directory);
        }
    }

    private void check(Path directory, Set<Integer> broken, int answered, Set<Integer> brokenThen) throws Exception {
        RunOptions options = RunOptions.DEFAULT
                .executor(TaskExecutors.threads(2))
                .results(ResultStores.files(directory.resolve("results")))
                .checkpointing(true);
        RunOptions recorded = options.recorded(true).recordsIn(directory.resolve("records"));
        @Nullable Boolean answer = answered == 0 ? null : Boolean.valueOf(answered == 1);
        broken.forEach(i -> BROKEN.add(TASKS.get(i)));
        Outbox first = new Outbox(1);
        boolean ended = run(flow(), recorded, first, answer);
        List<JournalEntry> journal = new ArrayList<>();
        told(first).forEach(event -> journal.add(new JournalEntry(1, journal.size(), event)));
        String id = id(directory.resolve("records"));
        compare(directory, id, journal, 1, options);
        if (!ended) {
            return;
        }

        BROKEN.clear();
        brokenThen.forEach(i -> BROKEN.add(TASKS.get(i)));
        Outbox second = new Outbox(2);
        assertThat(run(flow(), recorded.resuming(Resumption.of(id)), second, true))
                .isTrue();
        told(second).forEach(event -> journal.add(new JournalEntry(2, journal.size(), event)));
        compare(directory, id, journal, 2, options);
    }

    private static String id(Path records) throws IOException {
        try (var all = Records.in(records).newestFirst()) {
            return all.findFirst().orElseThrow().id();
        }
    }

    private static void compare(Path directory, String id, List<JournalEntry> journal, int epoch, RunOptions options)
            throws IOException {
        Path retold = Files.createTempDirectory(directory, "retold");
        Opening.Runner nobody = new Opening.Runner("", 0, "", "");
        RetoldRecord record =
                new RetoldRecord(Records.in(retold), Opening.unknown(id, "", "shop", Instant.EPOCH, nobody));
        Retelling retelling = new Retelling(record);
        for (JournalEntry entry : journal) {
            retelling.tell(entry);
        }
        record.write(epoch);
        Path records = directory.resolve("records");
        for (Resumption.Reuse reuse : Resumption.Reuse.values()) {
            Resumption wanted = Resumption.of(id).reuse(reuse);
            assertThat(plan(retold, options, wanted)).isEqualTo(plan(records, options, wanted));
        }
        Resumption from = Resumption.of(id).from("sum");
        assertThat(plan(retold, options, from)).isEqualTo(plan(records, options, from));
        same(
                Records.in(retold).read(id).orElseThrow(),
                Records.in(records).read(id).orElseThrow());
    }

    private static ResumePlan plan(Path records, RunOptions options, Resumption resumption) {
        return flow().plan(options.recordsIn(records).resuming(resumption));
    }

    /** What a resume takes over beside the plan. */
    private static void same(RecordedRun retold, RecordedRun recorded) {
        assertThat(retold.opening()).isEqualTo(recorded.opening());
        assertThat(retold.notes()).isEmpty();
        recorded.tasks().forEach(task -> {
            var other = retold.task(task.name()).orElseThrow();
            for (int child = -1; child < Math.max(0, task.width()); child++) {
                assertThat(other.state(child).name())
                        .isEqualTo(task.state(child).name());
                assertThat(other.stored(child)).isEqualTo(task.stored(child));
                assertThat(other.told(child)).isEqualTo(task.told(child));
                assertThat(other.turn(child)).isEqualTo(task.turn(child));
                assertThat(other.answers(child)).isEqualTo(task.answers(child));
            }
            assertThat(other.artifacts(-1)).hasSameSizeAs(task.artifacts(-1));
        });
    }

    private static void remove(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
