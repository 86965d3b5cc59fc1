package dev.reeve.examples.covid;

import static dev.reeve.testing.assertions.ReeveAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.tasks.aws.Buckets;
import dev.reeve.testing.FlowTester;
import dev.reeve.testing.TaskCall;
import dev.reeve.testing.TaskTester;
import dev.reeve.testing.TestRun;
import dev.reeve.testing.Testbed;
import dev.reeve.testing.junit.CrashAt;
import dev.reeve.testing.junit.FlowTest;
import dev.reeve.testing.places.Equivalence;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The flow as a user tests it, with the test kit: no network, no files, no waiting. */
class CovidFlowSuiteTest {
    private static final CaseTable CASES = new CaseTable(List.of(
            new CaseRow("Italy", LocalDate.of(2020, 3, 1), 100, 3),
            new CaseRow("Italy", LocalDate.of(2020, 3, 2), 50, 2),
            new CaseRow("Italy", LocalDate.of(2020, 4, 1), 7, 0),
            new CaseRow("Germany", LocalDate.of(2020, 3, 1), 1000, 1)));

    private final Map<String, String> uploaded = new ConcurrentHashMap<>();

    private FlowTester covid() {
        return FlowTester.of(CovidFlow.flow())
                .with("country", "Italy")
                .with("bucket", URI.create("s3://reports"))
                .startingAt("2026-03-01T12:00:00Z")
                .replace(CovidFlow::downloadData, source -> CASES)
                .replaceAction(CovidFlow::printData, table -> {})
                .replaceAction(Buckets::upload, (bucket, name, text) -> uploaded.put(bucket + "/" + name, text));
    }

    @Test
    void theMonthsOfTheCountryAreUploaded() {
        TestRun run = covid().run();

        assertThat(run)
                .succeeded()
                .ranInOrder("download_data", "filter_data", "enrich_data", "aggregate_data", "upload")
                .task("filter_data")
                .logged(Level.INFO, "Filtering data for country Italy")
                .wasCalledWith(CASES, "Italy")
                .task("aggregate_data")
                .hasResult(MonthlyTable.class, table -> assertThat(table.rows()).hasSize(2));
        assertThat(uploaded)
                .containsExactly(Map.entry(
                        "s3://reports/covid-monthly-2026-03-01T12:00:00.000Z.csv",
                        "year_month,cases,deaths\n2020_03,150,5\n2020_04,7,0\n"));
    }

    @Test
    void aSourceThatIsAwayForAMomentIsAskedThreeTimesMore() {
        TestRun run = covid().failing(
                        "download_data", 3, () -> new SourceUnavailableException("503", new IOException()))
                .run();

        assertThat(run)
                .succeeded()
                .took(Duration.ofSeconds(30))
                .task("download_data")
                .retried(3)
                .endedAt(Instant.parse("2026-03-01T12:00:30Z"));
    }

    @Test
    void aSourceThatStaysAwayFailsTheFlowAndNothingIsUploaded() {
        TestRun run = covid().failing(
                        "download_data", 4, () -> new SourceUnavailableException("503", new IOException()))
                .run();

        assertThat(run)
                .failed()
                .task("download_data")
                .failedWith(SourceUnavailableException.class, "503")
                .attempts(4)
                .task("upload")
                .triggerFailed()
                .wasNotCalled();
    }

    @Test
    void aBrokenFileIsNotReadAgain() {
        TestRun run = covid().failing("download_data", 1, () -> new IOException("no JSON"))
                .run();

        assertThat(run).failed().task("download_data").attempts(1).failedWith(IOException.class, "no JSON");
    }

    @Test
    void aDownloadThatHangsIsGivenUpAfterTenMinutesEachTime() {
        TestRun run = covid().taking("download_data", Duration.ofHours(1)).run();

        assertThat(run).failed().task("download_data").timedOut();
        assertThat(run.calls("download_data"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.thrown()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void aCountryThatIsNotThereIsSaidAndGivesAnEmptyFile() {
        TestRun run = covid().with("country", "Itly").run();

        assertThat(run)
                .succeeded()
                .task("filter_data")
                .succeededSaying("There is no country \"Itly\"")
                .says("Italy")
                .logged(Level.WARN, "so the table is empty");
        assertThat(uploaded.values()).containsExactly("year_month,cases,deaths\n");
    }

    @Test
    void aSecondRunOfTheDayTakesTheDownloadOfTheFirstAndOneOfTheNextDayDoesNot() {
        Testbed testbed = Testbed.create();
        FlowTester covid = FlowTester.of(CovidFlow.flow())
                .in(testbed)
                .replace(CovidFlow::downloadData, source -> CASES)
                .replaceAction(CovidFlow::printData, table -> {})
                .replaceAction(Buckets::upload, (bucket, name, text) -> {});

        assertThat(covid.run()).task("download_data").wasCalled(1);
        assertThat(covid.with("country", "Italy").run()).task("download_data").wasCached();
        testbed.advance(Duration.ofDays(1));
        assertThat(covid.run()).task("download_data").hasState("Success").wasCalled(1);
    }

    @Test
    void oneTaskIsToldItsContext() {
        TaskCall<CsvFile> call = TaskTester.named("prepare_data_for_upload")
                .scheduled(Instant.parse("2026-05-01T00:00:00Z"))
                .call(() -> CovidFlow.prepareDataForUpload(new MonthlyTable(List.of())));

        assertThat(call)
                .hasResult(new CsvFile("covid-monthly-2026-05-01T00:00:00.000Z.csv", "year_month,cases,deaths\n"));
    }

    @FlowTest(crashAt = CrashAt.EVERY_COMMIT)
    void theSameFileIsUploadedWhereverTheEngineIsLost(Testbed testbed) {
        assertThat(covid().in(testbed).run()).succeeded();

        assertThat(uploaded).hasSize(1).containsValue("year_month,cases,deaths\n2020_03,150,5\n2020_04,7,0\n");
    }

    @Test
    void itComesToTheSameEverywhere() {
        Equivalence.of(this::covid).check();
    }
}
