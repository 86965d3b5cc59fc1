package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.finished;
import static dev.reeve.server.ledger.Desk.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.FlowEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts by hour are those of a plain count, at any moment, whoever writes meanwhile and however far the keeper is. */
class RunCountsTest {
    private static final String PLAIN = """
            select extract(epoch from run_hour_of(id)) || ' ' || state as kind, count(*) as runs from flow_run
            where project_id = ? group by 1
            """;

    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"));
    private final Instant now = Instant.now();
    private final Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    private final Instant from = hour.minus(Duration.ofHours(22));
    private final Instant to = hour.plus(Duration.ofHours(2));

    @AfterEach
    void close() {
        desk.close();
    }

    /** Made so many hours ago, as far as its identifier says. */
    private UUID submit(int hoursAgo, Random random) {
        return submit(now.minus(Duration.ofHours(hoursAgo)), random);
    }

    private UUID submit(Instant made, Random random) {
        UUID id = RunIds.next(made, random);
        assertThat(ledger.submit(desk.submission(id, version, null, 0, null))).isInstanceOf(Submitted.New.class);
        return id;
    }

    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        ledger.counts()
                .of(List.of(desk.project.id()), null, from, to, Duration.ofHours(1))
                .states()
                .forEach(each -> counted.merge(each.hour() + " " + each.state(), each.runs(), Long::sum));
        return counted;
    }

    private Map<String, Long> plain() {
        Map<String, Long> plain = new TreeMap<>();
        TestDatabase.shared()
                .jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select run_hour_of(id) as hour, state, count(*) as runs from flow_run"
                                        + " where project_id = ? group by 1, 2")
                        .bind(0, desk.project.id())
                        .map((row, context) -> plain.put(
                                Rows.instant(row, "hour") + " " + new StateColumns(row.getShort("state"), null).name(),
                                row.getLong("runs")))
                        .list());
        return plain;
    }

    /** Runs by the bound before them, as a plain count of them tells it. */
    private static Map<Instant, Long> plain(List<UUID> runs, TreeSet<Instant> bounds) {
        Map<Instant, Long> plain = new TreeMap<>();
        for (UUID run : runs) {
            Instant made = RunIds.time(run);
            if (!made.isBefore(bounds.first()) && made.isBefore(bounds.last())) {
                plain.merge(Objects.requireNonNull(bounds.floor(made)), 1L, Long::sum);
            }
        }
        return plain;
    }

    private Map<Instant, Long> between(TreeSet<Instant> bounds) {
        Map<Instant, Long> counted = new TreeMap<>();
        ledger.counts()
                .between(List.of(desk.project.id()), version.flowId(), List.copyOf(bounds))
                .forEach(each -> counted.merge(each.hour(), each.runs(), Long::sum));
        return counted;
    }

    @Test
    void daysThatBeginWithinAnHourAreCountedToTheRun() {
        Random random = new Random(54);
        TreeSet<Instant> bounds = new TreeSet<>();
        for (int minutes : List.of(-1_290, -855, -840, -835, -720, -390, -135, 30)) {
            bounds.add(hour.plus(Duration.ofMinutes(minutes)));
        }
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant made = hour.minus(Duration.ofMillis(random.nextInt(22 * 3_600_000)));
            runs.add(submit(made, random));
        }
        for (Instant bound : bounds.headSet(hour)) {
            runs.add(submit(bound, random));
            runs.add(submit(bound.minusMillis(1), random));
        }

        assertThat(between(bounds)).isEqualTo(plain(runs, bounds));
        keep();
        assertThat(between(bounds)).as("counted ahead").isEqualTo(plain(runs, bounds));
        TreeSet<Instant> whole = new TreeSet<>(List.of(from, hour.minus(Duration.ofHours(3)), to));
        assertThat(between(whole)).isEqualTo(plain(runs, whole));
    }

    /** Until nothing is left to be counted ahead. */
    private void keep() {
        while (ledger.keepCounts(Duration.ZERO) > 0) {
            assertThat(counted()).isEqualTo(plain());
        }
    }

    @Test
    void countsAreRightBeforeAndAfterTheyAreKept() {
        Random random = new Random(1);
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(submit(i % 20, random));
        }
        assertThat(counted()).isEqualTo(plain());
        keep();
        assertThat(counted()).isEqualTo(plain());
        assertThat(ledger.cancel(runs.get(19), "ada", "enough")).isInstanceOf(Steered.Done.class);
        assertThat(counted()).isEqualTo(plain());
        keep();
        assertThat(ledger.reopen(runs.get(19))).isInstanceOf(Steered.Done.class);
        assertThat(counted()).isEqualTo(plain());
        keep();
        assertThat(counted()).isEqualTo(plain());
        assertThat(plain().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(60);
    }

    @Test
    void hoursArePutTogetherToSpansWhetherTheyRestOrNot() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            submit(i, random);
        }
        for (int i = 0; i < 2; i++) {
            Map<Instant, Long> spans = new TreeMap<>();
            ledger.counts()
                    .of(List.of(desk.project.id()), version.flowId(), from, to, Duration.ofHours(6))
                    .states()
                    .forEach(each -> spans.merge(each.hour(), each.runs(), Long::sum));
            assertThat(spans)
                    .containsExactly(
                            Map.entry(from, 3L),
                            Map.entry(from.plus(Duration.ofHours(6)), 6L),
                            Map.entry(from.plus(Duration.ofHours(12)), 6L),
                            Map.entry(from.plus(Duration.ofHours(18)), 5L));
            keep();
        }
        assertThat(ledger.counts()
                        .of(List.of(desk.project.id()), 0, from, to, Duration.ofHours(6))
                        .states())
                .isEmpty();
    }

    @Test
    void countsOfHoursThatRestAreNotCountedAgain() {
        submit(5, new Random(2));
        keep();
        TestDatabase.shared()
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update run_hour set runs = 1000 where project_id = ?", desk.project.id()));

        assertThat(counted().values()).containsExactly(1_000L);
    }

    @Test
    void runsThatAreDeletedAreNotCounted() {
        Random random = new Random(3);
        UUID run = submit(3, random);
        submit(3, random);
        keep();
        TestDatabase.shared().jdbi().useHandle(handle -> handle.execute("delete from flow_run where id = ?", run));

        assertThat(counted().values()).containsExactly(1L);
        keep();
        assertThat(counted().values()).containsExactly(1L);
    }

    @Test
    void countsAreRightAtAnyMomentWhileManyWriteAndTwoKeep() {
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Integer>> keepers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            keepers.add(Desk.async(() -> {
                int kept = 0;
                while (!done.get()) {
                    kept += ledger.keepCounts(Duration.ZERO);
                }
                return kept;
            }));
        }
        AgentSession agent = desk.agent();
        List<CompletableFuture<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int seed = i;
            writers.add(Desk.async(() -> write(agent, new Random(seed))));
        }
        int compared = 0;
        while (!writers.stream().allMatch(CompletableFuture::isDone) || compared < 20) {
            compare();
            compared++;
        }
        writers.forEach(CompletableFuture::join);
        done.set(true);
        assertThat(keepers.stream().mapToInt(CompletableFuture::join).sum()).isPositive();
        keep();
        assertThat(counted()).isEqualTo(plain());
    }

    private int write(AgentSession agent, Random random) {
        List<UUID> mine = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            mine.add(submit(random.nextInt(20), random));
            switch (random.nextInt(4)) {
                case 0 -> ledger.cancel(mine.get(random.nextInt(mine.size())), "ada", "");
                case 1 -> ledger.reopen(mine.get(random.nextInt(mine.size())));
                case 2 -> ledger.claim(agent.id(), 2).forEach(RunCountsTest.this::carryOut);
                default -> {}
            }
        }
        return mine.size();
    }

    private void carryOut(Claimed claimed) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Desk.run(new FlowEvent.Started()));
        if (claimed.epoch() == 1) {
            entries.addAll(success(0));
            entries.add(finished(1));
        }
        ledger.append(new Batch(claimed.run(), claimed.epoch(), claimed.after(), entries));
    }

    /** As of one moment, which is what the reader promises: the plain count beside it in the same transaction. */
    private void compare() {
        new Tables(TestDatabase.shared()).atOneMoment(handle -> {
            RunCounts.Counts counts = RunCounts.of(
                    handle, new RunCounts.Span(List.of(desk.project.id()), null, from, to, Duration.ofHours(1)));
            Map<String, Long> plain = new TreeMap<>();
            handle.createQuery(PLAIN)
                    .bind(0, desk.project.id())
                    .map((row, context) -> plain.put(row.getString("kind"), row.getLong("runs")))
                    .list();
            Map<String, Long> counted = new TreeMap<>();
            counts.states()
                    .forEach(each -> counted.merge(
                            each.hour().getEpochSecond() + ".000000 " + StateColumns.code(each.state()),
                            each.runs(),
                            Long::sum));
            assertThat(counted).isEqualTo(plain);
            return plain;
        });
    }

    @Test
    void countsAreRightAgainWhereTheTablesCameFromAnotherDatabase() {
        submit(4, new Random(5));
        keep();
        TestDatabase.shared().jdbi().useTransaction(handle -> {
            handle.execute("update run_hour_cursor set seen = '900000000000:900000000000:'");
            handle.execute("update run_hour set runs = 1000 where project_id = ?", desk.project.id());
        });
        submit(4, new Random(6));

        keep();
        keep();

        assertThat(counted()).isEqualTo(plain());
    }

    @Test
    void durationsAreToAFortieth() {
        for (long millis : List.of(1L, 10L, 999L, 60_000L, 86_400_000L)) {
            int step = (int) Math.round(Math.log(millis) / Math.log(1.05));
            assertThat(Steps.millis(step)).isBetween((long) (millis * 0.97) - 1, (long) (millis * 1.03) + 1);
        }
        assertThat(Steps.quantile(Map.of(0, 1L, 10, 1L, 20, 2L), 0.5)).isEqualTo(Steps.millis(10));
        assertThat(Steps.quantile(Map.of(0, 99L, 20, 1L), 0.95)).isEqualTo(1);
    }
}
