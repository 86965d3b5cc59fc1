package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.Database;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.postgres.Homes;
import dev.reeve.server.postgres.PostgresOptions;
import dev.reeve.state.FlowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed under load, again and again: what was acknowledged is there, whole, and the load goes on. */
class CrashTest {
    private static final int KILLS = 3;

    @Test
    void nothingThatWasAcknowledgedIsLostWhenPostgresIsKilled() throws Exception {
        Path home = Homes.setUp();
        Map<UUID, Boolean> acknowledged = new ConcurrentHashMap<>(); // whether its end was
        try (Database database = Database.open(PostgresOptions.at(home));
                Desk desk = new Desk(database, Duration.ofMinutes(5))) {
            FlowVersion version = desk.register(Node.task("one"));
            AgentSession agent = desk.agent();
            AtomicBoolean enough = new AtomicBoolean();
            List<Thread> callers = new ArrayList<>();
            Semaphore ends = new Semaphore(0);
            CountDownLatch ready = new CountDownLatch(32);
            for (int i = 0; i < 32; i++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    while (!enough.get()) {
                        one(desk, version, agent, acknowledged, ends);
                        ready.countDown();
                    }
                }));
            }
            ready.await();
            for (int i = 0; i < KILLS; i++) {
                kill(home);
                ends.drainPermits();
                ends.acquire(200); // the load goes on
            }
            enough.set(true);
            for (Thread each : callers) {
                each.join();
            }
            kill(home);
        }

        try (Database database = Database.open(PostgresOptions.at(home));
                Ledger ledger = Ledger.open(database, LedgerOptions.DEFAULT)) {
            acknowledged.forEach((run, ended) -> check(ledger, run, ended));
            assertThat(torn(database)).isZero();
        }
        assertThat(acknowledged.size()).isGreaterThan(200 * KILLS);
    }

    /** A run from submission to its end, by two commits. */
    private static void one(
            Desk desk, FlowVersion version, AgentSession agent, Map<UUID, Boolean> acknowledged, Semaphore ends) {
        Submission submission = desk.submission(version);
        try {
            Submitted submitted = desk.ledger.submit(submission, agent.id());
            assertThat(submitted).isNotInstanceOf(Submitted.Refused.class);
            acknowledged.put(submission.id(), false);
            List<Entry> entries = new ArrayList<>(List.of(Desk.run(new FlowEvent.Started())));
            entries.addAll(Desk.success(0));
            entries.add(Desk.finished(1));
            Reply reply = desk.ledger.append(new Batch(submission.id(), 1, 1, entries));
            if (reply instanceof Reply.Applied || reply instanceof Reply.AlreadyApplied) {
                acknowledged.put(submission.id(), true);
                ends.release();
            }
        } catch (RuntimeException e) { // not known: to be sent again by somebody who has the time
            Thread.yield();
        }
    }

    private static void kill(Path home) throws Exception {
        long postmaster = Long.parseLong(
                Files.readAllLines(home.resolve("data/postmaster.pid")).get(0));
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(postmaster).ifPresent(process -> {
            all.add(process);
            process.children().forEach(all::add);
        });
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().get();
        }
    }

    private static void check(Ledger ledger, UUID run, boolean ended) {
        RunView view = ledger.runs().run(run).orElseThrow(() -> new AssertionError("lost " + run));
        if (ended) {
            assertThat(view.state().name()).isEqualTo("Success");
            assertThat(ledger.history().lines(run, 0, 100)).hasSize(6);
            assertThat(ledger.runs().tasks(run, null, 10))
                    .extracting(TaskView::result)
                    .containsExactly("file:/results/0");
        }
    }

    /** Runs of which only a part is there. */
    private static long torn(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select count(*) from flow_run f where (f.ended_at is not null)
                                    <> ((select count(*) from state_history h where h.run_id = f.id) = 6)
                                or (f.ended_at is not null) <> exists (select from task_run t where t.run_id = f.id)
                                or (f.ended_at is null) <> exists (select from run_lease l where l.run_id = f.id)
                                or not exists (select from run_input i where i.run_id = f.id)
                                """).mapTo(Long.class).one());
    }
}
