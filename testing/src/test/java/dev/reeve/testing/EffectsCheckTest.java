package dev.reeve.testing;

import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.ResultFlow;
import dev.reeve.Task1;
import dev.reeve.graph.Effects;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the engine never does has to be made up here. */
class EffectsCheckTest {
    static int load(int number) {
        return number;
    }

    static void tell(int number) {}

    private final Testbed testbed = Testbed.create();

    private static Flow flow(Effects effects) {
        return Flow.define("loads", f -> {
            f.task(EffectsCheckTest::load, value(1)).effects(effects);
            f.action(EffectsCheckTest::tell, value(1)).effects(effects);
        });
    }

    /** A run that another process went on with, which called both functions again. */
    private TestRun calledAgain(Effects effects, Object argument) {
        TestRun run = testbed.of(flow(effects)).run();
        Observations seen = new Observations();
        run.changes().forEach(seen::add);
        run.calls().forEach(seen::add);
        for (String task : new String[] {"load", "tell"}) {
            Call again =
                    new Call(run.flowRun().id() + "/" + task, task, -1, 2, 2, Instant.EPOCH, new Object[] {argument});
            again.returns(task.equals("load") ? argument : null);
            seen.add(again);
        }
        return new TestRun(run.flowRun(), run.tester(), testbed, seen);
    }

    private static Committed committed(TestRun run, boolean stored) {
        Set<String> both = Set.of(run.flowRun().id() + "/load", run.flowRun().id() + "/tell");
        return new Committed(run.flowRun().id(), both, both, stored ? both : Set.of());
    }

    @Test
    void withoutADeclarationNothingIsCalledAgainThatWasCommitted() {
        TestRun run = calledAgain(Effects.UNDECLARED, 1);

        assertThat(EffectsCheck.of(run, committed(run, true)))
                .hasSize(2)
                .allMatch(text -> text.contains("was called again although its result was committed"));
    }

    @Test
    void aResultThatWasNotStoredIsNotCommittedAndAnActionNeedsNone() {
        TestRun run = calledAgain(Effects.UNDECLARED, 1);

        assertThat(EffectsCheck.of(run, committed(run, false)))
                .singleElement()
                .asString()
                .contains("\"tell\"");
    }

    @Test
    void beforeItWasCommittedItMayBeCalledAgain() {
        TestRun run = calledAgain(Effects.UNDECLARED, 1);

        assertThat(EffectsCheck.of(run, new Committed(run.flowRun().id(), Set.of(), Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void whatIsIdempotentMayBeCalledAgainWithTheSameAndWithNothingElse() {
        TestRun same = calledAgain(Effects.IDEMPOTENT, 1);
        TestRun other = calledAgain(Effects.IDEMPOTENT, 2);

        assertThat(EffectsCheck.of(same, committed(same, true))).isEmpty();
        assertThat(EffectsCheck.of(other, committed(other, true)))
                .anyMatch(text -> text.contains("\"load\" declares IDEMPOTENT, but was called with other inputs"))
                .anyMatch(text -> text.contains("\"load\" declares IDEMPOTENT, but returned something else"));
    }

    @Test
    void whatHappensAtLeastOnceMayBeCalledAgainAndHasToBeCalled() {
        TestRun again = calledAgain(Effects.AT_LEAST_ONCE, 2);
        TestRun run = testbed.of(flow(Effects.AT_LEAST_ONCE)).run();
        Observations uncalled = new Observations();
        run.changes().forEach(uncalled::add);

        assertThat(EffectsCheck.of(again, committed(again, true))).isEmpty();
        assertThat(EffectsCheck.of(new TestRun(run.flowRun(), run.tester(), testbed, uncalled), null))
                .hasSize(2)
                .allMatch(text -> text.contains("declares AT_LEAST_ONCE and succeeded, but was never called"));
    }

    @Test
    void whatComesAfterSomethingThatIsMadeAnewMayBeCalledAgain() {
        Flow flow = Flow.define(
                "chain",
                f -> f.task(EffectsCheckTest::load, f.task(EffectsCheckTest::load, value(1)))
                        .named("second"));
        TestRun run = testbed.of(flow).run();
        String id = run.flowRun().id();
        Observations seen = new Observations();
        Call again = new Call(id + "/second", "second", -1, 1, 2, Instant.EPOCH, new Object[] {1});
        seen.add(again);
        TestRun called = new TestRun(run.flowRun(), run.tester(), testbed, seen);
        Set<String> both = Set.of(id + "/load", id + "/second");
        Set<String> second = Set.of(id + "/second");

        assertThat(EffectsCheck.of(called, new Committed(id, both, both, both))).hasSize(1);
        assertThat(EffectsCheck.of(called, new Committed(id, second, second, second)))
                .isEmpty();
        assertThat(EffectsCheck.of(called, new Committed(id, both, both, second)))
                .isEmpty();
    }

    static ResultFlow<Integer> made(Effects effects) {
        return Flow.returning("made", f -> {
            f.action(EffectsCheckTest::tell, value(1)).effects(effects);
            return f.task(EffectsCheckTest::load, value(1)).effects(effects);
        });
    }

    static ResultFlow<Integer> undeclared(int number) {
        return made(Effects.UNDECLARED);
    }

    static ResultFlow<Integer> idempotent(int number) {
        return made(Effects.IDEMPOTENT);
    }

    static ResultFlow<Integer> atLeastOnce(int number) {
        return made(Effects.AT_LEAST_ONCE);
    }

    /** A run with a flow that was made, another process of which called its {@code load} again. */
    private TestRun madeAndCalledAgain(Task1<Integer, ResultFlow<Integer>> maker, Object argument) {
        TestRun run = testbed.of(
                        Flow.define("makes", f -> f.dynamic(maker, value(1)).named("make")))
                .run();
        Call before = run.calls("make/load").getFirst();
        Call again = new Call(before.idempotencyKey(), "make/load", -1, 1, 2, Instant.EPOCH, new Object[] {argument});
        again.returns(argument);
        run.seen().add(again);
        return run;
    }

    private static Committed allOf(TestRun run) {
        Set<String> keys = run.calls().stream().map(Call::idempotencyKey).collect(Collectors.toSet());
        return new Committed(run.flowRun().id(), keys, keys, keys);
    }

    @Test
    void tasksOfAFlowThatWasMadeAreHeldToTheirCommits() {
        TestRun run = madeAndCalledAgain(EffectsCheckTest::undeclared, 1);

        assertThat(EffectsCheck.of(run, allOf(run)))
                .singleElement()
                .asString()
                .contains("task \"make/load\" was called again although its result was committed");
        assertThat(EffectsCheck.of(run, new Committed(run.flowRun().id(), Set.of(), Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void aFlowThatWasMadeOtherwiseCallsItsTasksAgain() {
        TestRun run = madeAndCalledAgain(EffectsCheckTest::undeclared, 2);

        assertThat(EffectsCheck.of(run, allOf(run))).isEmpty();
    }

    @Test
    void idempotentTasksOfAFlowThatWasMadeAreGivenTheSame() {
        TestRun same = madeAndCalledAgain(EffectsCheckTest::idempotent, 1);
        TestRun other = madeAndCalledAgain(EffectsCheckTest::idempotent, 2);

        assertThat(EffectsCheck.of(same, allOf(same))).isEmpty();
        assertThat(EffectsCheck.of(other, allOf(other)))
                .anyMatch(text -> text.contains("\"make/load\" declares IDEMPOTENT, but was called with other inputs"));
    }

    @Test
    void whatHappensAtLeastOnceInFlowsInFlowsHasToBeCalledToo() {
        Flow inner = made(Effects.AT_LEAST_ONCE);
        Flow outer = Flow.define("outer", f -> {
            f.subflow(inner).named("known");
            f.dynamic(EffectsCheckTest::atLeastOnce, value(1)).named("make");
        });
        TestRun run = testbed.of(outer).run();
        Observations uncalled = new Observations();
        run.changes().forEach(uncalled::add);
        run.seen().made().forEach(uncalled::add);

        assertThat(EffectsCheck.of(run, null)).isEmpty();
        assertThat(EffectsCheck.of(new TestRun(run.flowRun(), run.tester(), testbed, uncalled), null))
                .hasSize(4)
                .allMatch(text -> text.contains("of flow \"made\" declares AT_LEAST_ONCE and succeeded"));
    }
}
