package dev.reeve.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.api.Event;
import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How batches of many runs come to a server in few requests. */
final class CourierTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final int RUNS = 30;

    private final Courier courier = new Courier();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RunnerClient> clients = new ArrayList<>();
    private final List<FakeRun> runs = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void prepare() throws IOException {
        server = new FakeServer();
        for (int i = 0; i < RUNS; i++) {
            runs.add(server.add(ShippingTest.claimed("run-" + i)));
            clients.add(server.client(runs.get(i)));
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        clients.forEach(RunnerClient::close);
        server.close();
    }

    private Shipper.Desk desk(int run) {
        return courier.desk(clients.get(run), "key of run-" + run);
    }

    private static EventBatch batch(long first, int events) {
        return new EventBatch(1, first, Collections.nCopies(events, Event.stored(0, -1, AT, "key", "hash")));
    }

    /** One batch of each run while two requests are held up; so the others come together. */
    private List<Future<EventAnswer>> all() throws InterruptedException {
        List<Future<EventAnswer>> answers = new ArrayList<>();
        FakeServer.Holding held = server.held();
        try {
            for (int i = 0; i < RUNS; i++) {
                int run = i;
                answers.add(threads.submit(() -> desk(run).events(batch(0, 2), false)));
                if (i < 2) {
                    server.awaitRequests(i + 1);
                }
            }
            courier.awaitWaiting(RUNS - 2);
        } finally {
            held.close();
        }
        return answers;
    }

    @Test
    void batchesThatComeWhileRequestsAreUnderWayGoTogether() throws Exception {
        for (Future<EventAnswer> answer : all()) {
            assertThat(answer.get().nextSeq()).isEqualTo(2);
        }
        assertThat(runs).allSatisfy(run -> assertThat(server.events(run)).hasSize(2));
        assertThat(server.together()).containsExactly(RUNS - 2);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void eachRunIsToldWhatIsSaidOfIt() throws Exception {
        server.fence(runs.get(7));
        server.cancel(runs.get(8), "enough");
        List<Future<EventAnswer>> answers = all();
        assertThatThrownBy(() -> answers.get(7).get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.fenced()).isTrue());
        assertThat(answers.get(8).get().cancel()).isEqualTo("enough");
        assertThat(answers.get(9).get().cancel()).isNull();
        assertThat(server.events(runs.get(7))).isEmpty();
    }

    @Test
    void whatFailsInCompanyIsSentAlone() throws Exception {
        server.faults(List.of(FakeServer.Fault.NONE, FakeServer.Fault.NONE, FakeServer.Fault.LOST_ANSWER));
        for (Future<EventAnswer> answer : all()) {
            assertThat(answer.get().nextSeq()).isEqualTo(2);
        }
        assertThat(runs).allSatisfy(run -> assertThat(server.events(run)).hasSize(2));
        assertThat(server.requests()).isEqualTo(3 + RUNS - 2);
    }

    @Test
    void aServerThatKnowsNoCompanyIsNotAskedForItAgain() throws Exception {
        server.older();
        for (Future<EventAnswer> answer : all()) {
            assertThat(answer.get().nextSeq()).isEqualTo(2);
        }
        assertThat(server.requests()).isEqualTo(3 + RUNS - 2);
        assertThat(desk(0).events(batch(2, 1), false).nextSeq()).isEqualTo(3);
        assertThat(server.together()).isEmpty();
    }

    @Test
    void aBatchThatComesAloneGoesAlone() throws Exception {
        assertThat(desk(0).events(batch(0, 1), false).nextSeq()).isEqualTo(1);
        assertThat(desk(1).events(batch(0, 500), false).nextSeq()).isEqualTo(500);
        assertThat(server.together()).isEmpty();
    }

    @Test
    void whoIsInterruptedLeavesTheOthersTheirTurn() throws Exception {
        List<Future<EventAnswer>> answers = new ArrayList<>();
        FakeServer.Holding held = server.held();
        try {
            for (int i = 0; i < 4; i++) {
                int run = i;
                answers.add(threads.submit(() -> desk(run).events(batch(0, 1), false)));
                if (i < 2) {
                    server.awaitRequests(i + 1);
                } else {
                    courier.awaitWaiting(i - 1);
                }
            }
            answers.get(2).cancel(true);
            courier.awaitWaiting(1);
        } finally {
            held.close();
        }
        assertThat(answers.get(3).get().nextSeq()).isEqualTo(1);
        assertThat(server.events(runs.get(2))).isEmpty();
    }
}
