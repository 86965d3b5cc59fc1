package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.ResultStores;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.spi.ResultStore;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovidFlowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Flow FLOW = CovidFlow.flow();

    @TempDir
    Path folder;

    private FlowRun run(ResultStore results, Map<String, ?> parameters) {
        HeldOutput held = HeldOutput.begin();
        try {
            return FLOW.run(RunOptions.DEFAULT
                    .parameters(parameters)
                    .parameter("bucket", bucket().toUri())
                    .scheduled(NOON)
                    .results(results));
        } finally {
            held.close();
        }
    }

    private FlowRun run(Map<String, ?> parameters) {
        return run(ResultStores.memory(), parameters);
    }

    private Path bucket() {
        return folder.resolve("bucket");
    }

    private String written() throws IOException {
        return Files.readString(bucket().resolve("covid-monthly-2026-03-01T12:00:00.000Z.csv"));
    }

    private static String state(FlowRun run, String task) {
        return run.task(task).state().name();
    }

    @Test
    void itHasSevenTasks() {
        assertThat(run(Map.of()).tasks())
                .extracting(TaskOutcome::name)
                .containsExactly(
                        "download_data",
                        "filter_data",
                        "enrich_data",
                        "aggregate_data",
                        "print_data",
                        "prepare_data_for_upload",
                        "upload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Germany", "Italy", "Afghanistan"})
    void itWritesTheMonthsOfTheCountry(String country) throws Exception {
        FlowRun run = run(Map.of("country", country));

        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(bucket().resolve("covid-monthly-2026-03-01T12:00:00.000Z.csv"))
                .hasBinaryContent(getClass()
                        .getResourceAsStream("expected/" + country + ".csv")
                        .readAllBytes());
    }

    @Test
    void aCountryThatIsNotThereGivesTheHeaderOnly() throws Exception {
        FlowRun run = run(Map.of("country", "Atlantis"));

        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(written()).isEqualTo("year_month,cases,deaths\n");
    }

    @Test
    void aBrokenFileFailsTheDownloadAtOnceAndNothingIsUploaded() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"records\" : [{\"day\" : \"07\", ");

        FlowRun run = run(Map.of("source", broken.toUri()));

        assertThat(run.state().isFailed()).isTrue();
        assertThat(run.task("download_data").attempts()).isEqualTo(1);
        assertThat(run.task("download_data").state())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed -> assertThat(failed.failure().message()).contains(broken + ", line 1, column "));
        for (String task : List.of("filter_data", "enrich_data", "aggregate_data", "print_data", "upload")) {
            assertThat(state(run, task)).as(task).isEqualTo("TriggerFailed");
        }
        assertThat(bucket()).doesNotExist();
    }

    @Test
    void aSecondRunOfOneDayTakesTheDownloadOfTheFirst() {
        ResultStore results = ResultStores.files(folder.resolve("results"));

        assertThat(state(run(results, Map.of()), "download_data")).isEqualTo("Success");
        assertThat(state(run(results, Map.of("country", "Italy")), "download_data"))
                .isEqualTo("Cached");
    }

    @Test
    void anotherSourceIsDownloadedOnTheSameDay() throws Exception {
        ResultStore results = ResultStores.files(folder.resolve("results"));
        Path other = Files.writeString(folder.resolve("other.json"), "{\"records\" : []}");

        run(results, Map.of());
        assertThat(state(run(results, Map.of("source", other.toUri())), "download_data"))
                .isEqualTo("Success");
        assertThat(state(run(results, Map.of("source", other.toUri())), "download_data"))
                .isEqualTo("Cached");
    }

    @Test
    void theTableIsPrinted() {
        try (HeldOutput output = HeldOutput.begin()) {
            FLOW.run(Map.of("bucket", bucket().toUri()));

            assertThat(output.text()).startsWith("year_month ").contains("2020_08           33683        157");
        }
    }

    @Test
    void theFileIsNamedForTheTimeTheRunWasMeantToStart() throws Exception {
        run(Map.of());
        run(Map.of());

        try (Stream<Path> files = Files.list(bucket())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void itsParametersAreCountryBucketAndSource() {
        assertThat(FLOW.parameters()).extracting(ParameterSpec::name).containsExactly("country", "bucket", "source");
    }
}
