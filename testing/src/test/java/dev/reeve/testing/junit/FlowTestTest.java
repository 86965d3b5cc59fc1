package dev.reeve.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class FlowTestTest {
    private static EngineExecutionResults done(Class<?> test, String... properties) {
        var kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(test));
        for (int i = 0; i < properties.length; i += 2) {
            kit.configurationParameter(properties[i], properties[i + 1]);
        }
        return kit.execute();
    }

    @Test
    void aPlainTestIsDoneOnce() {
        done(FlowTestCases.Plain.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void aTestWithCrashesIsDoneOnceWithoutAndOnceForEachCommit() {
        var tests = done(FlowTestCases.Sound.class).testEvents();
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
        done(FlowTestCases.Unsound.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .haveAtLeastOne(
                        event(finishedWithFailure(message(text -> text.contains("the result of task \"counted\" is ")
                                && text.contains("To see it again: mvn test -Dtest=Unsound#theFlowComesToSomethingElse"
                                        + " -Dreeve.crash.point=")
                                && text.contains(" -Dreeve.crash.seed=3")))));
    }

    @Test
    void oneCommitAloneIsDoneOnDemand() {
        var tests = done(FlowTestCases.Sound.class, "reeve.crash.point", "4", "reeve.crash.seed", "9")
                .testEvents();

        tests.assertStatistics(stats -> stats.started(2).succeeded(2));
        tests.started()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(displayName("crashed at commit 4 of "
                                + (done(FlowTestCases.Sound.class)
                                                .testEvents()
                                                .started()
                                                .count()
                                        - 1))));
    }

    @Test
    void aTestThatFailsWithoutACrashIsNotCrashed() {
        done(FlowTestCases.Failing.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).failed(1));
    }

    @Test
    void ofManyCommitsASampleIsTriedWhichIsReported() {
        var events = done(FlowTestCases.Large.class);

        events.testEvents().assertStatistics(stats -> stats.started(201).succeeded(201));
        assertThat(events.containerEvents().reportingEntryPublished().list())
                .singleElement()
                .extracting(event -> event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .get("reeve"))
                .asString()
                .containsPattern("the test has \\d+ commits, so it is crashed at 200 of them, drawn by seed 5")
                .contains("-Dreeve.crash.seed=6");
    }
}
