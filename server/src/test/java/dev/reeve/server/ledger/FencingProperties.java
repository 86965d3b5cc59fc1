package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Of all who ever held a run, one at a time writes: who holds it now. */
class FencingProperties {
    /** One who believes to hold a run. It loops a task for ever, two entries a batch. */
    private static final class Holder {
        private final Claimed claimed;
        private int after;
        private int attempt;
        private Batch last;

        Holder(Claimed claimed, int attempt) {
            this.claimed = claimed;
            this.after = claimed.after();
            this.attempt = attempt;
        }

        Batch next() {
            List<Entry> entries = new ArrayList<>();
            if (after == claimed.after()) {
                entries.add(Desk.run(new FlowEvent.Started()));
                if (attempt == 0) {
                    attempt = 1;
                    entries.add(Desk.task(0, TaskEvent.UpstreamsFinished.ALL_WELL));
                }
            }
            entries.add(Desk.task(0, TaskEvent.Started.of(attempt)));
            entries.add(Desk.task(0, new TaskEvent.Turned(attempt)));
            return new Batch(claimed.run(), claimed.epoch(), after, entries);
        }

        void took(Batch batch) {
            last = batch;
            after = batch.last();
            attempt++;
        }
    }

    /** A holder that begins where the ledger says the run is, as a runner does. */
    private static Holder holder(Desk desk, Claimed claimed) {
        List<TaskView> tasks = desk.ledger.runs().tasks(claimed.run(), null, 1);
        int attempt = tasks.isEmpty()
                ? 0
                : ((State.Queued) tasks.get(0).state()).tries().attempt();
        return new Holder(claimed, attempt);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void whoLostARunWritesNoMoreAndNothingIsWrittenTwice(
            @ForAll @Size(min = 10, max = 40) List<@IntRange(min = 0, max = 99) Integer> acts) {
        try (Desk desk = new Desk()) {
            FlowVersion version = desk.register(Node.task("turns"));
            UUID run = desk.submit(version);
            List<Holder> holders = new ArrayList<>();
            AgentSession agent = desk.agent();
            holders.add(holder(desk, desk.ledger.claim(agent.id(), 1).get(0)));
            int lines = 2;
            for (int act : acts) {
                Holder holder = holders.get(act % holders.size());
                boolean current = holder == holders.get(holders.size() - 1);
                if (act < 15 && holders.size() < 4) { // it is lost, and another gets it
                    desk.ledger.disconnect(agent.id());
                    agent = desk.agent();
                    holders.add(holder(desk, desk.ledger.claim(agent.id(), 1).get(0)));
                    lines += 3;
                } else if (act < 35 && holder.last != null) { // its answer was lost
                    assertThat(desk.ledger.append(holder.last)).isEqualTo(new Reply.AlreadyApplied(holder.last.last()));
                } else {
                    Batch batch = holder.next();
                    Reply reply = desk.ledger.append(batch);
                    if (current) {
                        assertThat(reply).isEqualTo(new Reply.Applied(batch.last()));
                        holder.took(batch);
                        lines += batch.entries().size();
                    } else {
                        assertThat(reply).isInstanceOf(Reply.NotHeld.class);
                    }
                }
            }
            List<HistoryLine> history = desk.ledger.history().lines(run, 0, 10_000);
            assertThat(history).hasSize(lines);
            assertThat(history).extracting(HistoryLine::seq).doesNotHaveDuplicates();
            assertThat(history.get(lines - 1).seq()).isEqualTo(lines);
        }
    }

    /** Two ledgers as in two servers, a sweeper between them, old and new holders of the same runs all at once. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void ofManyWritersAtOnceOnlyTheHolderIsHeard(@ForAll @IntRange(max = 1_000_000) int seed) throws Exception {
        try (Desk desk = new Desk();
                Ledger other = Ledger.open(
                        TestDatabase.shared(), new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 2))) {
            FlowVersion version = desk.register(Node.task("turns"));
            int runs = 12;
            Map<UUID, AtomicInteger> lines = new ConcurrentHashMap<>();
            for (int i = 0; i < runs; i++) {
                lines.put(desk.submit(version), new AtomicInteger(1));
            }
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            AtomicInteger refused = new AtomicInteger();
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                threads.add(CompletableFuture.runAsync(
                        () -> work(desk, List.of(desk.ledger, other), random, lines, refused, wrong),
                        task -> Thread.ofPlatform().start(task)));
            }
            CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).join();

            assertThat(wrong).isEmpty();
            assertThat(refused.get()).isPositive();
            lines.forEach((run, count) -> {
                List<HistoryLine> history = desk.ledger.history().lines(run, 0, 100_000);
                assertThat(history).extracting(HistoryLine::seq).doesNotHaveDuplicates();
                assertThat(history.stream().filter(line -> !line.byServer())).hasSize(count.get() - 1);
                int[] epochs = history.stream().mapToInt(HistoryLine::epoch).toArray();
                assertThat(epochs).isEqualTo(Arrays.stream(epochs).sorted().toArray());
            });
        }
    }

    /** An agent that claims, writes, goes silent, claims again, and never believes that it lost anything. */
    private static void work(
            Desk desk,
            List<Ledger> ledgers,
            Random random,
            Map<UUID, AtomicInteger> lines,
            AtomicInteger refused,
            Queue<String> wrong) {
        List<Holder> mine = new ArrayList<>();
        AgentSession agent = desk.agent();
        Ledger ledger = ledgers.get(0);
        List<Holder> lost = new ArrayList<>();
        for (int step = 0; step < 150; step++) {
            if (step % 12 == 11) {
                ledger.disconnect(agent.id());
                agent = desk.agent();
                lost.addAll(mine);
                mine.clear();
            }
            for (Claimed claimed : ledger.claim(agent.id(), 4)) {
                mine.add(holder(desk, claimed));
            }
            List<Holder> all = new ArrayList<>(mine);
            all.addAll(lost);
            if (all.isEmpty()) {
                continue;
            }
            Holder holder = all.get(random.nextInt(all.size()));
            ledger = ledgers.get(random.nextInt(ledgers.size()));
            if (holder.last != null && random.nextInt(4) == 0) { // its answer was lost
                Reply again = ledger.append(holder.last);
                if (!(again instanceof Reply.AlreadyApplied)) {
                    wrong.add("step " + step + ": " + holder.last + " sent again, answered " + again);
                }
                continue;
            }
            Batch batch = holder.next();
            Reply reply = ledger.append(batch);
            if (reply instanceof Reply.Applied) {
                if (lost.contains(holder)) {
                    wrong.add("step " + step + ": " + batch + " of a lost holder, answered " + reply);
                }
                lines.get(batch.run()).addAndGet(batch.entries().size());
                holder.took(batch);
            } else {
                refused.incrementAndGet();
                if (!(reply instanceof Reply.NotHeld)) {
                    wrong.add("step " + step + ": " + batch + ", answered " + reply);
                }
            }
        }
        ledger.disconnect(agent.id());
    }
}
