package dev.reeve.testing.junit;

import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.reeve.Flow;
import dev.reeve.Inputs;
import dev.reeve.testing.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class FlowTestTest {
    static int next(int number) {
        return number + 1;
    }

    private static final Flow FLOW = Flow.define("next", f -> f.task(FlowTestTest::next, Inputs.value(1)));

    /** Done by the tests below only: its name is none that the build looks for. */
    static final class Plain {
        @FlowTest(startingAt = "2026-05-01T00:00:00Z")
        void theTestIsGivenATestbed(Testbed testbed) {
            assertThat(testbed.time().now()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
            assertThat(testbed.of(FLOW).run()).succeeded().task("next").hasResult(2);
        }
    }

    static final class Sound {
        private int instance;

        @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
        void theFlowComesToTheSame(Testbed testbed) {
            assertThat(instance++).isZero();
            assertThat(testbed.of(FLOW).run()).succeeded().task("next").hasResult(2);
        }
    }

    static final class Unsound {
        static final AtomicInteger CALLS = new AtomicInteger();

        int counted(int number) {
            return CALLS.incrementAndGet();
        }

        @FlowTest(crashAt = CrashAt.EVERY_COMMIT, seed = 3)
        void theFlowComesToSomethingElse(Testbed testbed) {
            testbed.of(Flow.define("count", f -> f.task(this::counted, Inputs.value(1)))).run();
        }
    }

    static final class Failing {
        @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
        void theTestFailsByItself(Testbed testbed) {
            assertThat(testbed.of(FLOW).run()).failed();
        }
    }

    private static EngineExecutionResults done(Class<?> test, String... properties) {
        var kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(test));
        for (int i = 0; i < properties.length; i += 2) {
            kit.configurationParameter(properties[i], properties[i + 1]);
        }
        return kit.execute();
    }

    @Test
    void aPlainTestIsDoneOnce() {
        done(Plain.class).testEvents().assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void aTestWithCrashesIsDoneOnceWithoutAndOnceForEachCommit() {
        var tests = done(Sound.class).testEvents();
        long number = tests.started().count();

        assertThat(number).isGreaterThan(5);
        tests.assertStatistics(stats -> stats.succeeded(number));
        List<String> names = tests.started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
        assertThat(names)
                .startsWith("without a crash", "crashed at commit 1 of " + (number - 1))
                .endsWith("crashed at commit " + (number - 1) + " of " + (number - 1));
    }

    @Test
    void aCrashThatIsNotSurvivedSaysHowItIsSeenAgain() {
        done(Unsound.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .haveAtLeastOne(event(finishedWithFailure(
                        message(text -> text.contains("the result of task \"counted\" is ")
                                && text.contains("To see it again: mvn test -Dtest=Unsound#theFlowComesToSomethingElse"
                                        + " -Dreeve.crash.point=")
                                && text.contains(" -Dreeve.crash.seed=3")))));
    }

    @Test
    void oneCommitAloneIsDoneOnDemand() {
        var tests = done(Sound.class, "reeve.crash.point", "4", "reeve.crash.seed", "9").testEvents();

        tests.assertStatistics(stats -> stats.started(2).succeeded(2));
        tests.started()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(displayName("crashed at commit 4 of "
                                + (done(Sound.class).testEvents().started().count() - 1))));
    }

    @Test
    void aTestThatFailsWithoutACrashIsNotCrashed() {
        done(Failing.class).testEvents().assertStatistics(stats -> stats.started(1).failed(1));
    }
}
