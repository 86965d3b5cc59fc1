package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.examples.covid.Typing.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way of docs/how-to/run-on-a-server.md on the real data: every command a process, as somebody types it. */
@Timeout(600)
class ServerJourneyTest {
    private static final ExpectedMonths MONTHS = ExpectedMonths.ofBundledFile();

    private Typing typing;

    @BeforeEach
    void begin() throws IOException {
        typing = new Typing();
    }

    @AfterEach
    void end() throws Exception {
        typing.close();
    }

    private Said reeve(String... arguments) throws Exception {
        return typing.reeve(arguments);
    }

    private Said covid(String... arguments) throws Exception {
        return typing.run(Main.class.getName(), arguments);
    }

    private void assertMonths(String folder, String country) throws IOException {
        try (Stream<Path> files = Files.list(typing.home().resolve(folder))) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).isEqualTo(MONTHS.csv(country)));
        }
    }

    @Test
    void flowIsRegisteredRunWatchedExplainedComparedAndCancelled() throws Exception {
        typing.beginServer();
        reeve("project", "create", "Demo").well();
        assertThat(covid("register-flow").well().text())
                .contains("\"covid-monthly\" of project \"Demo\" is at version 1.");
        String agentKey = typing.agentKey();

        Process agent =
                typing.begin(agentKey, typing.home().resolve("agent.txt"), "takes runs from", "dev.reeve.cli.Main", "agent", "start");
        String italy = watched();
        lookedAt(italy);
        assertThat(covid("run-with-server", "--country", "Afghanistan", "--bucket", "afghanistan")
                        .well()
                        .text())
                .containsPattern("upload +Success")
                .contains("of flow \"covid-monthly\" ended Success");
        assertMonths("afghanistan", "Afghanistan");
        Said diff = reeve("diff", italy, "latest");
        assertThat(diff.code()).as(diff.text()).isEqualTo(1);
        assertThat(diff.text())
                .contains("The runs part at filter_data (result): it yielded another result.")
                .contains("Parameter country was \"Italy\" and \"Afghanistan\".");

        Typing.stop(agent);
        waitsAndIsCarriedOutByTheProgramItself(agentKey);
    }

    private String watched() throws Exception {
        Said run = reeve(
                "run",
                "--flow",
                "covid-monthly",
                "-p",
                "country=Italy",
                "-p",
                "bucket=" + typing.home().resolve("italy").toUri(),
                "--watch");
        run.well();
        assertThat(run.text())
                .contains("task download_data Success", "task upload Success", "run Success")
                .contains("[filter_data] Filtering data for country Italy")
                .containsPattern("\\[print_data] 2020_03 +100851 +11570");
        assertMonths("italy", "Italy");
        return Typing.after(run.text(), "Run ").split(" ")[0];
    }

    private void lookedAt(String id) throws Exception {
        assertThat(reeve("runs").well().text()).contains(id, "covid-monthly", "Success");
        assertThat(reeve("show", id).well().text())
                .contains("Flow        covid-monthly, version 1, project Demo")
                .contains("country = \"Italy\"")
                .containsPattern("upload +Success +1");
        assertThat(reeve("why", id, "download_data").well().text()).contains("download_data ended well in");
        assertThat(reeve("logs", id, "-f").well().text()).contains("Filtering data for country Italy");
    }

    private void waitsAndIsCarriedOutByTheProgramItself(String agentKey) throws Exception {
        String bucket = "bucket=" + typing.home().resolve("germany").toUri();
        String id = Typing.after(
                        reeve("run", "--flow", "covid-monthly", "-p", bucket)
                                .well()
                                .text(),
                        "Run ")
                .split(" ")[0];
        assertThat(reeve("why", id).well().text())
                .contains("waits for an agent: none is connected; start one with reeve agent start");
        String never = Typing.after(reeve("run", "--flow", "covid-monthly").well().text(), "Run ")
                .split(" ")[0];
        reeve("cancel", never, "--reason", "not wanted").well();
        assertThat(reeve("why", never).well().text()).contains("ended Cancelled: not wanted.");

        Path said = typing.home().resolve("own.txt");
        Process own = typing.begin(agentKey, said, "[print_data] 2020_09", Main.class.getName(), "start-agent");
        reeve("logs", id, "-f").well();
        assertThat(reeve("why", id).well().text()).contains("ended Success");
        assertMonths("germany", "Germany");
        assertThat(Files.readString(said))
                .contains("[filter_data] Filtering data for country Germany")
                .containsPattern("\\[print_data] 2020_03 +61856 +583");
        Typing.stop(own);
    }
}
