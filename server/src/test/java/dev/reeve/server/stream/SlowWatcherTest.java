package dev.reeve.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.Role;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.http.Caller;
import dev.reeve.server.http.Credentials;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.Registration;
import dev.reeve.server.ledger.RunIds;
import dev.reeve.server.ledger.Submission;
import dev.reeve.spi.Occasion.Cause;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One who does not read holds nobody else up, and finds all there when he reads again. */
class SlowWatcherTest {
    private final Database database = TestDatabase.shared();

    /** What is written waits until it is let go on, like a connection that nobody reads from. */
    private static final class Stuck extends OutputStream {
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch stuck = new CountDownLatch(1);
        final BlockingQueue<String> written = new LinkedBlockingQueue<>();
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            line.append(new String(bytes, StandardCharsets.UTF_8));
            if (line.toString().endsWith("\n\n")) {
                written.add(line.toString());
                line.setLength(0);
            }
        }

        @Override
        public void flush() throws IOException {
            if (written.size() >= 2) { // the greeting and the first event
                stuck.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }

        void until(String part) throws InterruptedException {
            String text = "";
            while (!text.contains(part)) {
                text = written.poll(60, TimeUnit.SECONDS);
                assertThat(text).as("something with %s", part).isNotNull();
            }
        }
    }

    @Test
    void whoDoesNotReadMissesNothingAndIsSentNoMoreThanWhatIsLatest() throws Exception {
        try (Ledger ledger = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 1))) {
            Project project = ledger.catalog().project("slow " + UUID.randomUUID(), "");
            FlowVersion version = ledger.catalog()
                    .register(
                            project.id(),
                            new Registration(
                                    "flow",
                                    "x",
                                    new FlowStructure(List.of(FlowStructure.Node.task("load"))),
                                    "[]",
                                    null,
                                    "{}",
                                    List.of(),
                                    ""));
            Reading reading = new Reading(ledger);
            Pump pump = new Pump(ledger, reading, new Notices(database));
            Topic topic = new Topic.Runs(project.id(), project.name());
            Caller.OfUser caller = new Caller.OfUser(null, "ada", Role.VIEWER, null, UUID.randomUUID(), "k");
            Visits visits = new Visits((credentials, changing) -> caller, 1, 10);
            Visits.Visit visit = visits.enter(caller, new Credentials("k", null, null));
            Stuck out = new Stuck();
            Watching watching = new Watching(
                    pump, reading, visits, visit, Duration.ofSeconds(60), List.of(new Watching.Wanted(topic, 0, null)));
            CompletableFuture<Void> watched = CompletableFuture.runAsync(
                    () -> {
                        try {
                            watching.write(out);
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
            out.stuck.await();
            UUID run = submit(ledger, version);
            for (int i = 0; i < 1_000; i++) { // nobody waits for him
                visit.outbox().put(new Piece(topic, i, i, false, new byte[10]));
            }

            out.open.countDown();

            out.until(run.toString());
            assertThat(out.written.size()).isLessThan(100);
            visit.outbox().end();
            watched.get(60, TimeUnit.SECONDS);
            assertThat(visits.count()).isZero();
        }
    }

    private static UUID submit(Ledger ledger, FlowVersion version) {
        UUID id = RunIds.next(Instant.now(), new Random());
        ledger.submit(new Submission(
                id,
                version.id(),
                "quick-otter",
                "{}",
                DataInterval.at(Instant.now()),
                null,
                List.of("slow"),
                0,
                Cause.BY_HAND,
                "",
                "ada",
                null,
                null));
        return id;
    }
}
