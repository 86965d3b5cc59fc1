package dev.reeve.server.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.HookTarget;
import dev.reeve.api.NewHook;
import dev.reeve.server.Samples;
import dev.reeve.server.auth.ServerKey;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.hook.Receiver.Told;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerOptions;
import dev.reeve.server.secret.Seal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads that deliver, of several servers on one database. */
class DeliveriesTest {
    @TempDir
    Path directory;

    private Database database;
    private Ledger ledger;
    private Seal seal;
    private Receiver receiver;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.fresh());
        ledger = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 1));
        seal = new Seal(ServerKey.in(directory.resolve("server.key")));
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        ledger.close();
        database.close();
    }

    private HookRow hook(String path) {
        int project = ledger.catalog().project("Demo", "").id();
        HookTarget target = HookTarget.webhook(receiver.at(path), null);
        NewHook wanted = Samples.hook("h" + path.substring(1), target, "Failed");
        return database.jdbi()
                .inTransaction(handle -> new HookStore(seal).create(handle, project, null, wanted, target, "ann"))
                .orElseThrow();
    }

    private void queue(HookRow hook, int events) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into hook_event (hook_id, kind, said, at) select ?, 'agent_lost', 'worker ' || n, now()"
                                + " from generate_series(1, ?) n",
                        hook.id(),
                        events));
    }

    private List<HookEvent> log(UUID hook) {
        return database.jdbi().withHandle(handle -> HookStore.events(handle, hook, 1_000));
    }

    private Deliveries server() {
        return Deliveries.start(database.jdbi(), ledger, seal, true);
    }

    @Test
    void severalServersTellEachMessageOnce() {
        List<HookRow> hooks = List.of(hook("/a"), hook("/b"), hook("/c"), hook("/d"));
        hooks.forEach(hook -> queue(hook, 25));
        try (Deliveries first = server();
                Deliveries second = server();
                Deliveries third = server()) {
            assertThat(List.of(first, second, third)).doesNotContainNull();
            Receiver.await(() -> hooks.stream()
                    .allMatch(hook -> log(hook.id()).stream()
                            .allMatch(event -> event.wire().outcome().equals("delivered"))));
        }
        for (String path : List.of("/a", "/b", "/c", "/d")) {
            Set<String> ids = new HashSet<>();
            receiver.of(path).stream().map(Told::id).forEach(ids::add);
            assertThat(receiver.of(path)).as(path).hasSize(25);
            assertThat(ids).as(path).hasSize(25);
        }
    }

    @Test
    void whatAServerHeldThatDiedIsToldByAnotherAfterItsTime() {
        HookRow hook = hook("/held");
        database.jdbi().useHandle(handle -> handle.execute("update hook set busy_until = now() + interval '1 hour'"));
        queue(hook, 1);
        HookRow free = hook("/free");
        queue(free, 1);
        try (Deliveries living = server()) {
            assertThat(living).isNotNull();
            receiver.at("/free", 1);
            assertThat(receiver.of("/held")).isEmpty();
            database.jdbi().useHandle(handle -> handle.execute("update hook set busy_until = now()"));
            assertThat(receiver.at("/held", 1)).hasSize(1);
        }
    }

    @Test
    void aServerThatStopsLeavesWhatItDidNotDeliverToTheNext() {
        HookRow hook = hook("/slow");
        receiver.answering("/slow", 0);
        queue(hook, 1);
        try (Deliveries stopping = server()) {
            assertThat(stopping).isNotNull();
            receiver.at("/slow", 1);
        }
        assertThat(log(hook.id()).getFirst().wire().outcome()).isEqualTo("waiting");
        assertThat(log(hook.id()).getFirst().attempts()).isZero();
        try (Deliveries next = server()) {
            assertThat(next).isNotNull();
            List<Told> told = receiver.at("/slow", 2);
            assertThat(told.get(0).id()).isEqualTo(told.get(1).id());
        }
    }

    @Test
    void addressesOfTheServersOwnNetworkAreRefusedUnlessThatIsAllowed() {
        HookRow hook = hook("/inside");
        HookEvent sample = database.jdbi().withHandle(handle -> HookStore.test(handle, hook.id()));
        try (Deliveries guarded = Deliveries.start(database.jdbi(), ledger, seal, false)) {
            guarded.test(hook, sample);
        }
        assertThat(log(hook.id()).getFirst().wire().outcome()).isEqualTo("failed");
        assertThat(log(hook.id()).getFirst().wire().message()).contains("not of the public internet");
        assertThat(receiver.of("/inside")).isEmpty();
    }
}
