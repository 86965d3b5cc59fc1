package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.database.Database;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.state.FlowEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A database of its own: limits are for all runs that there are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConcurrencyLimitsTest {
    private Database database;
    private Desk desk;
    private FlowVersion flow;

    @BeforeAll
    void start() {
        database = Database.open(TestDatabase.fresh());
        desk = new Desk(database, Duration.ofSeconds(30));
        flow = desk.register(FlowStructure.Node.task("only"));
    }

    @AfterAll
    void stop() {
        desk.close();
        database.close();
    }

    @AfterEach
    void clear() {
        database.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "delete from concurrency_limit; delete from task_place; delete from task_wait; delete from run_queue; delete from run_lease"));
    }

    private void limit(String label, int most) {
        database.jdbi().useHandle(handle -> ConcurrencyLimits.set(handle, new Limit(Limit.Kind.LABEL, label, most, 0)));
    }

    private UUID queued(int priority, String... labels) {
        Submission run = desk.submission(Desk.id(), flow, null, priority, null, labels);
        assertThat(desk.ledger.submit(run)).isInstanceOf(Submitted.New.class);
        return run.id();
    }

    private List<UUID> claimed(AgentSession agent, int most) {
        return desk.ledger.claim(agent.id(), most).stream().map(Claimed::run).toList();
    }

    private int held(String label) {
        return database.jdbi()
                .withHandle(handle -> ConcurrencyLimits.of(handle, Limit.Kind.LABEL, label))
                .orElseThrow()
                .held();
    }

    @Test
    void labelGoesOnAsOftenAsItsLimitSaysAndKeepsBackNobodyElse() {
        limit("db", 2);
        AgentSession agent = desk.agent("db", "eu");
        for (int i = 0; i < 5; i++) {
            queued(9, "db");
        }
        UUID both = queued(9, "db", "eu");
        UUID other = queued(0, "eu");
        UUID plain = queued(0);

        List<UUID> first = claimed(agent, 10);

        assertThat(first).hasSize(4).contains(other, plain).doesNotContain(both);
        assertThat(held("db")).isEqualTo(2);
        assertThat(claimed(agent, 10)).isEmpty();
    }

    @Test
    void placeIsFreeWhenItsHolderIsMissedOrGoes() {
        limit("db", 1);
        AgentSession first = desk.agent("db");
        AgentSession second = desk.agent("db");
        UUID one = queued(5, "db");
        UUID two = queued(0, "db");
        assertThat(claimed(first, 10)).containsExactly(one);
        assertThat(claimed(second, 10)).isEmpty();

        desk.ledger.disconnect(first.id()); // it is queued again, and is the more urgent one

        assertThat(claimed(second, 10)).containsExactly(one);
        assertThat(claimed(second, 10)).doesNotContain(two).isEmpty();
    }

    private void ends(Claimed run) {
        List<Entry> all = new ArrayList<>(List.of(Desk.run(new FlowEvent.Started())));
        all.addAll(Desk.success(0));
        all.add(Desk.finished(1));
        desk.append(run, all.toArray(Entry[]::new));
    }

    @Test
    void whoWaitsForAPlaceHearsAtOnceThatItsHolderEnded() throws Exception {
        limit("db", 1);
        AgentSession agent = desk.agent("db");
        UUID first = queued(9, "db");
        UUID plain = queued(5);
        UUID second = queued(0, "db");
        List<Claimed> claimed = desk.ledger.claim(agent.id(), 10);
        assertThat(claimed).extracting(Claimed::run).containsExactly(first, plain);
        long before = desk.ledger.queued();

        ends(claimed.getLast());
        assertThat(desk.ledger.queued()).as("nobody waits for a place of it").isEqualTo(before);
        ends(claimed.getFirst());

        assertThat(desk.ledger.awaitQueued(before, Duration.ofMinutes(1))).isGreaterThan(before);
        assertThat(claimed(agent, 10)).containsExactly(second);
    }

    @Test
    void runWithSeveralLimitsNeedsRoomInAllOfThem() {
        limit("db", 5);
        limit("gpu", 1);
        AgentSession agent = desk.agent("db", "gpu");
        UUID first = queued(9, "db", "gpu");
        queued(8, "db", "gpu");
        UUID third = queued(0, "db");

        assertThat(claimed(agent, 2)).containsExactly(first, third);
    }

    @Test
    void limitOfNothingLetsNothingBeginAndOneThatIsGoneLetsAll() {
        limit("db", 0);
        AgentSession agent = desk.agent("db");
        UUID run = queued(0, "db");
        assertThat(claimed(agent, 10)).isEmpty();

        database.jdbi()
                .useHandle(handle -> assertThat(ConcurrencyLimits.remove(handle, Limit.Kind.LABEL, "db"))
                        .isTrue());
        assertThat(claimed(agent, 10)).containsExactly(run);
    }

    @Test
    void serversThatClaimAtTheSameTimeStayWithinIt() throws Exception {
        limit("db", 3);
        for (int i = 0; i < 20; i++) {
            queued(0, "db");
        }
        try (Ledger other = Ledger.open(database, new LedgerOptions(Duration.ofSeconds(30), Duration.ZERO, 2));
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> claims = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                AgentSession agent = desk.agent("db");
                Ledger ledger = i % 2 == 0 ? desk.ledger : other;
                claims.add(() -> ledger.claim(agent.id(), 2).size());
            }
            int all = 0;
            for (Future<Integer> each : threads.invokeAll(claims)) {
                all += each.get();
            }
            assertThat(all).isEqualTo(3);
        }
        assertThat(held("db")).isEqualTo(3);
    }

    // ---- tasks with a tag

    private TagPlaces.Answer ask(Claimed run, TaskKey wanted, List<TaskKey> holding) {
        return database.jdbi()
                .inTransaction(handle -> TagPlaces.ask(handle, run.run(), run.epoch(), asked(run, wanted, 0, holding)));
    }

    private static TagPlaces.Asked asked(Claimed run, @Nullable TaskKey wanted, int urgency, List<TaskKey> holding) {
        return new TagPlaces.Asked(
                wanted == null ? null : new TagPlaces.Place(new TaskKey.InRun(run.run(), wanted), null),
                urgency,
                List.of("api", "other"),
                holding.stream().map(key -> new TaskKey.InRun(run.run(), key)).toList(),
                List.of());
    }

    private Claimed claimedRun(AgentSession agent) {
        UUID run = queued(0);
        Claimed claimed = desk.ledger.claim(agent.id(), 1).getFirst();
        assertThat(claimed.run()).isEqualTo(run);
        return claimed;
    }

    private void limitTag(int most) {
        database.jdbi().useHandle(handle -> ConcurrencyLimits.set(handle, new Limit(Limit.Kind.TAG, "api", most, 0)));
    }

    private static final TaskKey A = TaskKey.of(0);
    private static final TaskKey B = new TaskKey(1, 5);
    private static final TagPlaces.Answer GRANTED = new TagPlaces.Answer.Granted(true);
    private static final TagPlaces.Answer FULL = new TagPlaces.Answer.Full("api");

    @Test
    void tasksOfAllRunsShareThePlacesOfATag() {
        limitTag(2);
        AgentSession agent = desk.agent();
        Claimed one = claimedRun(agent);
        Claimed two = claimedRun(agent);

        assertThat(ask(one, A, List.of())).isEqualTo(GRANTED);
        assertThat(ask(two, A, List.of())).isEqualTo(GRANTED);
        assertThat(ask(two, B, List.of(A))).isEqualTo(FULL);
        assertThat(ask(one, B, List.of(A))).isEqualTo(FULL);
        assertThat(ask(one, null, List.of())).isEqualTo(new TagPlaces.Answer.Granted(false)); // A has ended
        assertThat(ask(two, B, List.of(A))).isEqualTo(GRANTED);
    }

    @Test
    void placeWhoseGrantGotLostIsNotTakenTwice() {
        limitTag(1);
        Claimed run = claimedRun(desk.agent());
        assertThat(ask(run, A, List.of())).isEqualTo(GRANTED);
        assertThat(ask(run, A, List.of())).isEqualTo(GRANTED); // asked again: it holds nothing that it knows of
        assertThat(ask(run, B, List.of(A))).isEqualTo(FULL);
    }

    @Test
    void placesOfARunThatIsTakenAwayAreFree() {
        limitTag(1);
        AgentSession lost = desk.agent();
        Claimed held = claimedRun(lost);
        Claimed other = claimedRun(desk.agent());
        assertThat(ask(held, A, List.of())).isEqualTo(GRANTED);
        assertThat(ask(other, A, List.of())).isEqualTo(FULL);

        desk.ledger.disconnect(lost.id());

        assertThat(ask(held, B, List.of(A))).isEqualTo(new TagPlaces.Answer.NotHeld());
        assertThat(ask(other, A, List.of())).isEqualTo(GRANTED);
    }

    @Test
    void tagWithoutALimitTakesNoPlace() {
        assertThat(ask(claimedRun(desk.agent()), A, List.of())).isEqualTo(new TagPlaces.Answer.Granted(false));
    }

    private List<TaskKey> held(Claimed run) throws InterruptedException {
        return desk.ledger.turns().await(run.run(), run.epoch(), 0, Duration.ZERO).orElseThrow().places().stream()
                .map(place -> place.task().key())
                .toList();
    }

    @Test
    void placeThatGetsFreeIsGivenToWhoWaitsLongest() throws InterruptedException {
        limitTag(1);
        AgentSession agent = desk.agent();
        Claimed one = claimedRun(agent);
        Claimed two = claimedRun(agent);
        Claimed three = claimedRun(agent);
        assertThat(ask(one, A, List.of())).isEqualTo(GRANTED);
        assertThat(ask(three, A, List.of())).isEqualTo(FULL);
        assertThat(ask(two, A, List.of())).isEqualTo(FULL);

        ask(one, null, List.of());

        assertThat(held(three)).containsExactly(A);
        assertThat(ask(one, B, List.of()))
                .as("who asks just then does not overtake")
                .isEqualTo(FULL);
        assertThat(held(two)).isEmpty();
        ask(three, null, List.of());
        assertThat(held(two)).containsExactly(A);
    }

    @Test
    void tasksOfAHigherPriorityAreServedFirst() throws InterruptedException {
        limitTag(1);
        AgentSession agent = desk.agent();
        Claimed one = claimedRun(agent);
        Claimed plain = claimedRun(agent);
        Claimed urgent = claimedRun(agent);
        ask(one, A, List.of());
        ask(plain, A, List.of());
        database.jdbi()
                .useTransaction(
                        handle -> TagPlaces.ask(handle, urgent.run(), urgent.epoch(), asked(urgent, A, 5, List.of())));

        ask(one, null, List.of());

        assertThat(held(urgent)).containsExactly(A);
        assertThat(held(plain)).isEmpty();
    }

    @Test
    void taskThatNeedsSeveralTagsKeepsBackNobodyWhileOneIsFull() throws InterruptedException {
        limitTag(1);
        database.jdbi().useHandle(handle -> ConcurrencyLimits.set(handle, new Limit(Limit.Kind.TAG, "other", 0, 0)));
        AgentSession agent = desk.agent();
        Claimed both = claimedRun(agent);
        Claimed single = claimedRun(agent);
        assertThat(ask(both, A, List.of())).isEqualTo(new TagPlaces.Answer.Full("other"));
        TagPlaces.Asked api = new TagPlaces.Asked(
                new TagPlaces.Place(new TaskKey.InRun(single.run(), A), null), 0, List.of("api"), List.of(), List.of());
        database.jdbi().useTransaction(handle -> TagPlaces.ask(handle, single.run(), single.epoch(), api));

        assertThat(held(single)).containsExactly(A);
    }

    @Test
    void whoAsksNoMoreLosesItsTurn() throws InterruptedException {
        limitTag(1);
        AgentSession agent = desk.agent();
        Claimed one = claimedRun(agent);
        Claimed silent = claimedRun(agent);
        Claimed living = claimedRun(agent);
        ask(one, A, List.of());
        ask(silent, A, List.of());
        ask(living, A, List.of());
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update task_wait set lasts_until = now() - interval '1 second' where run_id = ?",
                        silent.run()));

        ask(one, null, List.of());

        assertThat(held(living)).containsExactly(A);
    }

    @Test
    void placesOfAnAgentThatIsGoneAreGivenWithoutAWord() throws InterruptedException {
        limitTag(1);
        AgentSession lost = desk.agent();
        Claimed holder = claimedRun(lost);
        Claimed waiting = claimedRun(desk.agent());
        ask(holder, A, List.of());
        ask(waiting, A, List.of());

        desk.ledger.disconnect(lost.id());
        desk.ledger.turns().look(); // as each server does that hears of it

        assertThat(held(waiting)).containsExactly(A);
        assertThat(desk.ledger.turns().await(holder.run(), holder.epoch(), 0, Duration.ZERO))
                .isEmpty();
    }

    @Test
    void whoHoldsAPlaceAndWhoWaitsBeforeIsTold() {
        limitTag(1);
        AgentSession agent = desk.agent();
        Claimed one = claimedRun(agent);
        Claimed two = claimedRun(agent);
        Claimed three = claimedRun(agent);
        ask(one, A, List.of());
        ask(two, A, List.of());
        ask(three, B, List.of());

        TaskTurn turn = desk.ledger.runs().turns(three.run()).getFirst();
        assertThat(turn.task()).isEqualTo(B);
        assertThat(turn.tag()).isEqualTo("api");
        assertThat(turn.most()).isEqualTo(1);
        assertThat(turn.holders()).containsExactly("quick-otter");
        assertThat(turn.ahead()).isEqualTo(1);
    }
}
