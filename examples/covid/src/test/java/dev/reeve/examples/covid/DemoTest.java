package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    private int code;

    /** What the demo prints with these options. */
    private String demo(String... options) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> args = Stream.concat(Stream.of("--bucket", bucket().toString()), Stream.of(options))
                .toList();
        code = Demo.execute(folder.resolve("results"), folder.resolve("runs"), out, args.toArray(String[]::new));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path bucket() {
        return folder.resolve("my bucket");
    }

    private Path csv() throws IOException {
        try (Stream<Path> files = Files.list(bucket())) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void itShowsTasksTableAndWhereTheCsvIs() throws Exception {
        String printed = demo("--country", "Italy");

        assertThat(code).isZero();
        assertThat(printed)
                .containsPattern("\\d\\d:\\d\\d:\\d\\d +download_data +Running")
                .containsPattern("prepare_data_for_upload +Success +1 +[0-9.]+ m?s")
                .containsPattern("\n2020_08 +\\d+ +\\d+\n")
                .contains("CSV: " + csv())
                .contains("Try next:");
        assertThat(Files.readString(csv())).startsWith("year_month,cases,deaths\n2019_12,");
    }

    @Test
    void tablesOfTasksComeAfterTheLinesOfTheRun() {
        String printed = demo();

        assertThat(printed.indexOf("year_month ")).isGreaterThan(printed.lastIndexOf("Running"));
    }

    @Test
    void aSecondRunSaysThatItDidNotDownloadAgain() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        assertThat(demo()).doesNotContain("already downloaded today");
        String second = demo("--country", "Italy");
        if (!day.equals(LocalDate.now(ZoneOffset.UTC))) { // a day began between the two, with a download of its own
            second = demo("--country", "Italy");
        }
        assertThat(second)
                .contains("the bundled edition was already downloaded today")
                .contains("remove " + folder.resolve("results"));
    }

    @Test
    void aBrokenFileFailsWithItsPosition() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"records\" : [\n{\"day\" : ");

        String printed = demo("--data", broken.toString());

        assertThat(code).isEqualTo(1);
        assertThat(printed)
                .contains(broken + ", line 2, column ")
                .contains("download_data failed: " + broken)
                .doesNotContain("CSV:", "Try next");
        assertThat(bucket()).doesNotExist();
    }

    @Test
    void aCountryThatIsNotThereAsksForTheNearestInTheSummary() throws Exception {
        String printed = demo("--country", "germany");

        assertThat(code).isZero();
        assertThat(Files.readString(csv())).isEqualTo("year_month,cases,deaths\n");
        assertThat(printed)
                .containsPattern("filter_data +Success .*There is no country \"germany\"")
                .contains("\nThere is no country \"germany\" in the data, so the table is empty. Did you mean"
                        + " \"Germany\"?\n");
    }

    @Test
    void stackTracesAreShownOnlyIfAskedFor() {
        assertThat(demo("--data", "no/such.json")).contains("There is no file").doesNotContain("\tat ");
        assertThat(demo("--data", "no/such.json", "--verbose")).contains("There is no file", "\tat ");
    }

    @Test
    void wrongOptionsEndWithTwo() {
        demo("--contry", "Italy");
        assertThat(code).isEqualTo(2);
        demo("--data", "ftp://host/x");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void theProgramOfTheTutorialDrawsAndRuns() throws Exception {
        Path drawing = folder.resolve("flow.svg");

        assertThat(Main.execute("visualize", "-o", drawing.toString())).isZero();
        assertThat(Files.readString(drawing)).contains("<svg").contains("download_data");
        assertThat(Main.execute("run-local", "--bucket", bucket().toString())).isZero();
        assertThat(csv()).exists();
        assertThat(Main.execute("run-local", "--data", folder.toString(), "--bucket", "out"))
                .isEqualTo(1);
        assertThat(Main.execute("run-remote")).isEqualTo(2);
    }

    @Test
    void thePlaceOfAFileIsAPathOrAnAddress() {
        assertThat(DemoReport.place(URI.create("file:/a/b%20c/"), "x.csv")).isEqualTo("/a/b c/x.csv");
        assertThat(DemoReport.place(URI.create("s3://name"), "x.csv")).isEqualTo("s3://name/x.csv");
        assertThat(DemoReport.place(URI.create("s3://name/a/"), "x.csv")).isEqualTo("s3://name/a/x.csv");
    }
}
