package dev.reeve.agent;

import static dev.reeve.agent.ShortPauses.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.Bundle;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.Event;
import dev.reeve.api.EventBatch;
import dev.reeve.api.EventKind;
import dev.reeve.api.PersonAnswer;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.client.RunnerClient;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run's events come to a server that has faults. */
final class ShippingTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123456789Z");

    @TempDir
    Path directory;

    private FakeServer server;
    private FakeRun run;
    private RunnerClient client;
    private final Outbox outbox = new Outbox(1);
    private final Lease lease = Lease.unlimited();
    private final Journal journal =
            new ShippingJournal(outbox, lease, new Places(FreePlaces.DESK, 1), InstantSource.fixed(AT));
    private final Told told = new Told();
    private Shipper.Lines lines = () -> true;
    private Thread shipping;

    /** What the run was told. */
    private static final class Told implements Orders {
        final List<String> orders = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<String> cancelled = new CompletableFuture<>();
        final CompletableFuture<String> lost = new CompletableFuture<>();

        @Override
        public void cancel(Stop stop) {
            cancelled.complete(stop.reason());
        }

        @Override
        public void answer(PersonAnswer answer) {
            orders.add("answer " + answer.task());
        }

        @Override
        public void lost(String why) {
            lost.complete(why);
        }
    }

    static ClaimedRun claimed(String id) {
        Bundle bundle = new Bundle("file:/none.jar", "0".repeat(64), "A.flow", null);
        return new ClaimedRun(
                id,
                "a name",
                1,
                "key of " + id,
                "Demo",
                "shop",
                1,
                "hash",
                bundle,
                Map.of(),
                List.of(),
                null,
                null,
                false);
    }

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        run = server.add(claimed("run-1"));
        client = server.client(run);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (shipping != null) {
            shipping.interrupt();
            shipping.join();
        }
        client.close();
        server.close();
    }

    private void ship() {
        Spool<EventBatch> spool = Spool.of(Spool.EVENTS, directory, server.address(), "run-1", 1, "key of run-1");
        shipping = Thread.ofPlatform()
                .start(new Shipper(
                        (batch, again) -> client.events(batch), lines, outbox, spool, told, SHORT, "run-1", 1));
    }

    private void starts(int node) {
        journal.changed(node, -1, State.Queued.FIRST, State.Running.FIRST, AT);
    }

    private void ends(int node) {
        journal.changed(node, -1, State.Running.FIRST, State.Success.PLAIN, AT);
        journal.publish();
    }

    private List<Integer> nodes() {
        return server.events(run).stream().map(Event::node).toList();
    }

    private List<Path> spooled() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void whatIsToldComesInOrderAndOnceWhateverTheServerDoes() throws Exception {
        server.faults(List.of(
                FakeServer.Fault.AWAY,
                FakeServer.Fault.LOST_ANSWER,
                FakeServer.Fault.CUT,
                FakeServer.Fault.NONE,
                FakeServer.Fault.LOST_ANSWER,
                FakeServer.Fault.AWAY,
                FakeServer.Fault.LOST_ANSWER));
        ship();
        for (int i = 0; i < 2_000; i++) {
            starts(i);
            ends(i);
        }
        journal.rest(true);
        shipping.join();
        assertThat(nodes())
                .isEqualTo(IntStream.range(0, 4_000).map(i -> i / 2).boxed().toList());
        assertThat(server.violations()).isEmpty();
        assertThat(spooled()).isEmpty();
    }

    private void runEnds() {
        journal.changed(-1, -1, State.Running.FIRST, State.Success.PLAIN, AT);
    }

    @Test
    void howARunEndedIsToldOnceItsLinesAreThere() throws Exception {
        AtomicBoolean there = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        lines = () -> {
            assertThat(server.events(run)).extracting(Event::node).doesNotContain(-1);
            asked.incrementAndGet();
            return there.get();
        };
        server.away(true);
        ends(0);
        runEnds();
        ship();
        journal.rest(true);
        server.awaitRequests(3);
        there.set(true);
        assertThat(server.events(run)).isEmpty();
        server.away(false);
        shipping.join();
        assertThat(nodes()).containsExactly(0, -1);
        assertThat(asked).hasPositiveValue();
        assertThat(spooled()).isEmpty();
    }

    @Test
    void aRunWhoseLinesTheServerDoesNotTakeEndsWithoutThem() throws Exception {
        lines = () -> false;
        ship();
        ends(0);
        runEnds();
        journal.rest(true);
        shipping.join();
        assertThat(nodes()).containsExactly(0, -1);
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void anAttemptIsAdmittedOnceTheServerHasWhatItDependsOn() throws Exception {
        server.away(true);
        ship();
        ends(0);
        long mark = journal.told();
        CompletableFuture<Boolean> admitted = new CompletableFuture<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                journal.admit(mark);
                admitted.complete(nodes().contains(0));
            } catch (InterruptedException e) {
                admitted.completeExceptionally(e);
            }
        });
        server.awaitRequests(3);
        assertThat(admitted).isNotDone();
        server.away(false);
        assertThat(admitted.get()).isTrue();
        worker.join();
    }

    @Test
    void noAttemptIsAdmittedWhenTheLeaseHasLapsedUntilItIsRenewed() throws Exception {
        lease.renewedUntil(System.nanoTime() - 1);
        ship();
        ends(0);
        CountDownLatch admitted = new CountDownLatch(1);
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                journal.admit(journal.told());
                admitted.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.await(run, known -> !known.events.isEmpty());
        assertThat(admitted.getCount()).isEqualTo(1);
        lease.renewedUntil(System.nanoTime() + Duration.ofHours(1).toNanos());
        admitted.await();
        worker.join();
    }

    @Test
    void whatIsToldWhileTheServerIsAwayIsOnTheDiskBeforeTheRunRests() throws Exception {
        server.away(true);
        ship();
        starts(0);
        ends(0);
        starts(1);
        ends(1);
        journal.rest(true); // returns although the server is away
        assertThat(shipping.isAlive()).isTrue();
        shipping.interrupt(); // as if the process was killed
        shipping.join();
        List<Spool.Left<EventBatch>> left = Spool.left(Spool.EVENTS, directory);
        assertThat(left).hasSize(1);
        try (Spool.Left<EventBatch> spool = left.getFirst()) {
            assertThat(spool.heading().runKey()).isEqualTo("key of run-1");
            assertThat(spool.batches().stream().flatMap(batch -> batch.events().stream()))
                    .extracting(Event::node)
                    .containsExactly(0, 0, 1, 1);
        }
    }

    @Test
    void aServerThatComesBackGetsWhatWasSpooledInOrderAndTheFileGoes() throws Exception {
        server.away(true);
        ship();
        for (int i = 0; i < 1_000; i++) {
            ends(i);
        }
        server.awaitRequests(2);
        server.away(false);
        ends(1_000);
        journal.rest(true);
        shipping.join();
        assertThat(nodes()).isEqualTo(IntStream.rangeClosed(0, 1_000).boxed().toList());
        assertThat(server.violations()).isEmpty();
        assertThat(spooled()).isEmpty();
    }

    @Test
    void aFencedRunIsToldSoAndSendsNothingMore() throws Exception {
        ship();
        ends(0);
        server.await(run, known -> !known.events.isEmpty());
        server.fence(run);
        ends(1);
        assertThat(told.lost.get()).contains("another runner");
        shipping.join();
        int requests = server.requests();
        ends(2);
        journal.rest(true); // does not wait for what will never be
        assertThat(server.requests()).isEqualTo(requests);
        assertThat(nodes()).containsExactly(0);
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                journal.admit(0);
                told.orders.add("admitted");
            } catch (InterruptedException e) {
                told.orders.add("stopped");
            }
        });
        worker.interrupt();
        worker.join();
        assertThat(told.orders).containsExactly("stopped");
    }

    @Test
    void anOrderToCancelComesWithAnAnswerAndAlsoWhileNothingIsTold() throws Exception {
        ship();
        ends(0);
        server.await(run, known -> !known.events.isEmpty());
        server.cancel(run, "enough");
        assertThat(told.cancelled.get()).isEqualTo("enough");
    }

    @Test
    void everyKindOfEventComesWithItsDetails() throws Exception {
        ship();
        journal.stored(0, 2, "results/a", "h");
        journal.failed(0, 2, 1, "at A.b(A.java:1)");
        journal.turned(1, -1, 3, "results/t", "g");
        journal.answered(2, -1, "Ada", "yes");
        journal.artifact(3, new TaskArtifact("note", 4, 2, AT, Artifact.markdown("m", "# x")));
        journal.began(4, -1, "run-2");
        journal.called(4, -1, 1, "w1 (process 4711 on node3)");
        journal.changed(5, 6, State.Pending.NOW, new State.Retrying(new Tries(3, 2), AT, "cut"), AT);
        journal.rest(true);
        shipping.join();
        assertThat(server.events(run))
                .extracting(Event::kind)
                .containsExactly(
                        EventKind.STORED,
                        EventKind.FAILED,
                        EventKind.TURNED,
                        EventKind.ANSWERED,
                        EventKind.ARTIFACT,
                        EventKind.BEGAN,
                        EventKind.CALLED,
                        EventKind.STATE);
        Event state = server.events(run).getLast();
        assertThat(state.at()).isEqualTo(AT);
        assertThat(state.from()).isEqualTo("Pending");
        assertThat(state.to().attempt()).isEqualTo(3);
        assertThat(state.to().failed()).isEqualTo(2);
        assertThat(state.to().due()).isEqualTo(AT);
        assertThat(server.events(run).get(4).child()).isEqualTo(4);
    }
}
