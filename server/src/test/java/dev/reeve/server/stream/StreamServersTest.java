package dev.reeve.server.stream;

import static dev.reeve.server.stream.Events.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.Role;
import dev.reeve.api.RunItem;
import dev.reeve.api.StreamEvent;
import dev.reeve.client.EventStream;
import dev.reeve.client.ReeveClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Several servers on one database, one that is started again, and very many who watch. */
@SuppressWarnings("try") // what is opened listens until it is closed
class StreamServersTest {
    private TestServer server;

    @BeforeEach
    void start() throws InterruptedException {
        server = new TestServer();
        server.admin().createProject(new NewProject("Demo", ""));
        server.admin().register("Demo", Samples.registration("shop", "0".repeat(64)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String submitted(ReeveClient client) throws InterruptedException {
        return client.createFlowRun(
                        new NewFlowRun("shop", "Demo", null, Map.of("days", 3), List.of("x"), null, null, null, null))
                .id();
    }

    @Test
    void whatOneServerWritesTheOtherTells() throws InterruptedException {
        String run = submitted(server.admin());
        Events events = new Events();
        try (TestServer other = server.another();
                EventStream stream = other.admin().stream(List.of("run:" + run, "runs:Demo"), events)) {
            events.next();
            events.next();
            server.admin().cancel(run, "enough");
            events.next(event -> state(event).equals("Cancelled"));

            String key = server.admin()
                    .createKey(new NewKey("gone", KeyKind.USER, Role.VIEWER, null, null))
                    .key();
            String id = server.admin().keys().items().stream()
                    .filter(each -> each.name().equals("gone"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            Events theirs = new Events();
            try (ReeveClient client = other.client(key);
                    EventStream ends = client.stream(List.of("agents"), theirs)) {
                theirs.next();
                server.admin().revokeKey(id);
                assertThat(theirs.refusal().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void agentThatWaitsAtOneServerGetsWhatIsSubmittedAtTheOther() throws Exception {
        String key = server.admin()
                .createKey(new NewKey("a", KeyKind.AGENT, null, null, null))
                .key();
        try (TestServer other = server.another();
                ReeveClient agent = other.client(key)) {
            AgentSession session = agent.agent().begin(Samples.agent("x"));
            CompletableFuture<Integer> claims = CompletableFuture.supplyAsync(() -> {
                try {
                    return agent.agent()
                            .claim(session.sessionId(), new ClaimRequest(1, 30_000))
                            .runs()
                            .size();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            submitted(server.admin());
            assertThat(claims.get(60, TimeUnit.SECONDS)).isOne();
        }
    }

    @Test
    void manyCommitsAreToldToOthersInFewNotices() throws Exception {
        try (Handle handle = server.jdbi().open()) {
            handle.execute("listen reeve");
            PGConnection heard = handle.getConnection().unwrap(PGConnection.class);
            long begun = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                submitted(server.admin());
            }
            PGNotification[] notices = heard.getNotifications(10_000);
            long most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 20 + 2;
            assertThat(notices)
                    .filteredOn(each -> each.getParameter().startsWith("queued "))
                    .hasSizeBetween(1, (int) most);
        }
    }

    @Test
    void whoWatchesAServerThatIsStartedAgainEndsWithWhatTheServerKnows() throws InterruptedException {
        Map<String, String> known = new HashMap<>();
        Events events = new Events();
        try (ReeveClient watcher = server.client(TestServer.ADMIN);
                EventStream stream = watcher.stream(List.of("runs:Demo"), events)) {
            events.next();
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                runs.add(submitted(server.admin()));
            }
            server = server.successor();
            for (String run : runs.subList(0, 5)) {
                server.admin().cancel(run, "meanwhile");
            }
            while (known.size() < 10
                    || known.values().stream().filter("Cancelled"::equals).count() < 5) {
                StreamEvent event = events.next();
                assertThat(event.data().resync()).isNull();
                for (RunItem item : event.data().runs()) {
                    known.put(item.id(), item.state().name());
                }
            }
            for (String run : runs) {
                assertThat(known)
                        .containsEntry(run, server.admin().flowRun(run).state().name());
            }
        }
    }

    @Test
    void aThousandWhoWatchAreTold() throws Exception {
        int keys = 40;
        int each = 25;
        List<Sse> open = new ArrayList<>();
        try {
            for (int i = 0; i < keys; i++) {
                String key = server.admin()
                        .createKey(new NewKey("w" + i, KeyKind.USER, Role.VIEWER, null, null))
                        .key();
                for (int n = 0; n < each; n++) {
                    open.add(Sse.open(server.server().address(), key, "runs:Demo", ""));
                }
            }
            for (Sse stream : open) {
                assertThat(stream.next().event().data().runs()).isEmpty();
            }
            long platform = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.isVirtual())
                    .count();
            assertThat(platform).isLessThan(500);
            String run = submitted(server.admin());
            for (Sse stream : open) {
                StreamEvent event = stream.next().event();
                assertThat(event.data().runs()).extracting(RunItem::id).contains(run);
            }
        } finally {
            for (Sse stream : open) {
                stream.close();
            }
        }
    }
}
