package dev.reeve.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.ClaimRequest;
import dev.reeve.api.ClaimedRun;
import dev.reeve.api.EventBatch;
import dev.reeve.api.HeldPlaces;
import dev.reeve.api.KeyKind;
import dev.reeve.api.Limit;
import dev.reeve.api.LimitKind;
import dev.reeve.api.LimitUse;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.PlaceRequest;
import dev.reeve.api.PlaceUser;
import dev.reeve.api.PlacedTask;
import dev.reeve.api.Role;
import dev.reeve.client.AgentClient;
import dev.reeve.client.ReeveClient;
import dev.reeve.client.RunnerClient;
import dev.reeve.server.Samples;
import dev.reeve.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database, and runners of both that want a place of one tag. */
class TurnsTest {
    private static final PlacedTask FETCH = new PlacedTask(0, -1);
    private static final long LONG = 20_000;

    private TestServer server;
    private TestServer other;
    private ReeveClient agents;

    @BeforeEach
    void start() throws InterruptedException {
        server = new TestServer();
        other = server.twin();
        server.admin().createProject(new NewProject("Demo", ""));
        server.admin().register("Demo", Samples.registration("shop", "0".repeat(64)));
        server.admin().limits().set(LimitKind.TAG, "api", 1);
        agents = server.client(server.admin()
                .createKey(new NewKey("worker", KeyKind.AGENT, null, null, null))
                .key());
    }

    @AfterEach
    void stop() {
        agents.close();
        other.close();
        server.close();
    }

    private record Held(String session, ClaimedRun run) {}

    private Held claimed(String name) throws InterruptedException {
        server.admin()
                .createFlowRun(
                        new NewFlowRun("shop", "Demo", null, Map.of("days", 1), List.of(), name, null, null, null));
        AgentClient agent = agents.agent();
        String session = agent.begin(Samples.agent()).sessionId();
        return new Held(
                session, agent.claim(session, new ClaimRequest(1, LONG)).runs().getFirst());
    }

    private static RunnerClient runner(TestServer at, Held held) {
        return at.admin().runner(held.run().runId(), String.valueOf(held.run().runKey()));
    }

    private static PlaceRequest wants() {
        return new PlaceRequest(1, FETCH, List.of("api"), List.of(), List.of(), 0);
    }

    private static CompletableFuture<HeldPlaces> listening(RunnerClient runner) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                HeldPlaces places = runner.awaitPlaces(0, LONG);
                while (places.places().isEmpty()) { // on a machine that is very slow
                    places = runner.awaitPlaces(0, LONG);
                }
                return places;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whoWaitsAtAnotherServerIsWokenHoweverTheHolderEnds() throws Exception {
        Held first = claimed("calm-otter");
        Held second = claimed("brisk-heron");
        Held third = claimed("warm-wren");
        assertThat(runner(server, first).places(wants()).granted()).isTrue();
        assertThat(runner(other, second).places(wants()).waitsFor()).isEqualTo("api");
        assertThat(runner(server, third).places(wants()).granted()).isFalse();
        CompletableFuture<HeldPlaces> next = listening(runner(other, second));
        runner(server, second)
                .events(new EventBatch(
                        1,
                        0,
                        List.of(
                                Samples.flow("Pending", Samples.tries("Running", 1, 0)),
                                Samples.task(0, "Pending", Samples.tries("Queued", 1, 0)),
                                Samples.task(0, "Queued", Samples.tries("Running", 1, 0)))));
        assertThat(server.admin().why(second.run().runId(), "fetch", -1).why())
                .contains("waits for the limit of tag \"api\", 1 task at once, held by run calm-otter, since ")
                .endsWith("it is the next.");

        agents.agent().end(first.session()); // its run is taken away, and nobody says a word of places

        assertThat(next.get(60, TimeUnit.SECONDS).places()).containsExactly(FETCH);
        CompletableFuture<HeldPlaces> last = listening(runner(server, third));
        runner(other, second).places(new PlaceRequest(1, null, List.of(), List.of(), List.of(), null));
        assertThat(last.get(60, TimeUnit.SECONDS).places()).containsExactly(FETCH);
    }

    @Test
    void whoHasPlacesOfATagAndWhoWaitsIsToldInOrderToWhoMaySeeThem() throws Exception {
        Held first = claimed("calm-otter");
        Held second = claimed("brisk-heron");
        Held third = claimed("warm-wren");
        for (Held each : List.of(first, second, third)) {
            runner(server, each).places(wants());
        }
        LimitUse use = server.admin().limits().use(LimitKind.TAG, "api");
        assertThat(use.limit()).isEqualTo(new Limit(LimitKind.TAG, "api", 1, 1));
        assertThat(use.holders()).singleElement().satisfies(holder -> {
            assertThat(holder.runName()).isEqualTo("calm-otter");
            assertThat(holder.run()).isEqualTo(first.run().runId());
            assertThat(holder.task()).isEqualTo("fetch");
            assertThat(holder.flow()).isEqualTo("shop");
            assertThat(holder.since()).isNotNull();
            assertThat(holder.waitsFor()).isNull();
        });
        assertThat(use.waiting())
                .extracting(each -> each.runName() + " for " + each.waitsFor())
                .containsExactly("brisk-heron for api", "warm-wren for api");
        assertThat(use.waits()).isEqualTo(2);

        String elsewhere = "another project";
        server.admin().createProject(new NewProject(elsewhere, ""));
        try (ReeveClient stranger = server.client(server.admin()
                .createKey(new NewKey("s", KeyKind.USER, Role.VIEWER, elsewhere, null))
                .key())) {
            LimitUse seen = stranger.limits().use(LimitKind.TAG, "api");
            assertThat(seen.holders()).extracting(PlaceUser::runName).containsOnlyNulls();
            assertThat(seen.waiting()).hasSize(2).extracting(PlaceUser::task).containsOnlyNulls();
            assertThat(seen.waits()).isEqualTo(2);
        }
        assertThat(server.wire()
                        .get("/api/v1/limits/tag/none", TestServer.ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(server.wire().get("/api/v1/limits/x/api", TestServer.ADMIN).status())
                .isEqualTo(404);
    }

    @Test
    void whoHasPlacesOfALabelAndWhoWaitsIsTold() throws Exception {
        server.admin().limits().set(LimitKind.LABEL, "gpu", 1);
        for (String name : List.of("one", "two", "three")) {
            server.admin()
                    .createFlowRun(new NewFlowRun(
                            "shop", "Demo", null, Map.of("days", 1), List.of("gpu"), name, null, null, null));
        }
        assertThat(server.admin().limits().use(LimitKind.LABEL, "gpu").waiting())
                .as("nobody has the place: all wait for an agent")
                .hasSize(3)
                .extracting(PlaceUser::waitsFor)
                .containsOnlyNulls();
        String session = agents.agent().begin(Samples.agent("gpu")).sessionId();
        agents.agent().claim(session, new ClaimRequest(3, LONG));

        LimitUse use = server.admin().limits().use(LimitKind.LABEL, "gpu");
        assertThat(use.holders()).extracting(PlaceUser::runName).containsExactly("one");
        assertThat(use.waiting())
                .extracting(each -> each.runName() + " for " + each.waitsFor())
                .containsExactly("two for gpu", "three for gpu");
    }

    @Test
    void limitThatIsRaisedLetsWhoWaitsBegin() throws Exception {
        Held first = claimed("calm-otter");
        Held second = claimed("brisk-heron");
        runner(server, first).places(wants());
        assertThat(runner(other, second).places(wants()).granted()).isFalse();
        CompletableFuture<HeldPlaces> next = listening(runner(other, second));

        server.admin().limits().set(LimitKind.TAG, "api", 2);

        assertThat(next.get(60, TimeUnit.SECONDS).places()).containsExactly(FETCH);
    }
}
