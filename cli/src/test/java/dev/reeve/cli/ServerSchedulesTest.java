package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.agent.Registrations;
import dev.reeve.api.Bundle;
import dev.reeve.api.NewProject;
import dev.reeve.client.ReeveClient;
import dev.reeve.schedule.Schedule;
import dev.reeve.server.ReeveServer;
import dev.reeve.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schedules and backfills of a server from the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerSchedulesTest {
    private static final String ADMIN = "an-admin-token-of-the-tests";

    @TempDir
    static Path home;

    private ReeveServer server;

    static int twice(int n) {
        return 2 * n;
    }

    @BeforeAll
    void start() throws Exception {
        // PostgreSQL runs under another account where the tests run as root
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        server = ReeveServer.start(ServerOptions.in(home.resolve("server")).adminToken(ADMIN));
        Flow flow = Flow.define("nightly", f -> {
            Output<Integer> n = f.parameter("n", 7);
            f.parameter("country", "Germany");
            f.task(ServerSchedulesTest::twice, n);
            f.schedule(Schedule.cron("0 6 * * *").in("Europe/Berlin"));
        });
        try (ReeveClient client = ReeveClient.at(server.address(), ADMIN)) {
            client.createProject(new NewProject("Demo", ""));
            Bundle bundle = new Bundle("file:/a.jar", "0".repeat(64), "A.flow", "here");
            client.register("Demo", Registrations.of(flow, bundle, List.of("nobody"), "", "1"));
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Invocation reeve(String... args) {
        return new Invocation(home)
                .with("REEVE_URL", server.address().toString())
                .with("REEVE_TOKEN", ADMIN)
                .run(args);
    }

    private String done(String... args) {
        Invocation run = reeve(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    private JsonNode json(String... args) {
        return new JsonMapper().readTree(done(args));
    }

    @Test
    void scheduleOfTheCodeIsListedSetAnewPausedAndResumed() {
        assertThat(done("schedule", "list", "-p", "Demo"))
                .contains("nightly")
                .contains("06:00")
                .contains("Europe/Berlin");
        String set = done(
                "schedule",
                "set",
                "--flow",
                "nightly",
                "-p",
                "Demo",
                "--cron",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "--parameter",
                "n=3",
                "--parameter",
                "country=Italy",
                "--overlap",
                "queue:5");
        assertThat(set).contains("set it").contains("overlap queue:5").contains("{n=3, country=Italy}");

        assertThat(done("schedule", "next", "--flow", "nightly", "--after", "2027-03-27T12:00:00Z", "-n", "1"))
                .contains("next 2027-03-28T03:30+02:00 Europe/Berlin")
                .hasLineCount(2); // and why
        assertThat(json("schedule", "pause", "--flow", "nightly", "--reason", "holidays", "--output", "json")
                        .at("/pauseReason")
                        .asString())
                .isEqualTo("holidays");
        assertThat(done("schedule", "list")).contains("paused");
        assertThat(done("schedule", "show", "--flow", "nightly"))
                .contains("Paused by")
                .contains("holidays");
        assertThat(done("schedule", "resume", "--flow", "nightly")).doesNotContain("Paused by");
        assertThat(done("schedule", "set", "--flow", "nightly", "--of-code")).contains("as its code says");
        assertThat(done("schedule", "set", "--flow", "nightly", "--name", "extra", "--every", "PT6H"))
                .contains("every 6 hours");
        done("schedule", "delete", "--flow", "nightly", "--name", "extra");
    }

    @Test
    void whatIsWrongSaysWhatToDo() {
        assertThat(reeve("schedule", "set", "--flow", "nightly").err()).contains("Say one of --cron, --every");
        assertThat(reeve("schedule", "set", "--flow", "nightly", "--every", "often")
                        .err())
                .contains("--every takes a duration");
        assertThat(reeve("schedule", "set", "--flow", "nighty", "--every", "PT1H")
                        .err())
                .contains("has no flow \"nighty\"")
                .contains("nightly");
        assertThat(reeve("schedule", "set", "--flow", "nightly", "--overlap", "often")
                        .err())
                .contains("/overlap");
        assertThat(reeve("backfill", "--flow", "nightly").err()).contains("--from and --to");
        assertThat(reeve("backfill").err()).contains("or a flow of the server with --flow");
    }

    @Test
    void backfillIsPlannedAskedForLookedAtAndStopped() {
        String[] january = {"backfill", "--flow", "nightly", "--from", "2026-01-01", "--to", "2026-01-05", "-p", "n=2"};
        Invocation plan = reeve(and(january, "--dry-run"));
        assertThat(plan.out()).hasLineCount(3).contains("2026-01-01T05:00:00Z to 2026-01-02T05:00:00Z  to run");
        assertThat(plan.err()).contains("3 to run").contains("Nothing is written");

        String id = json(and(january, "--max-concurrent", "2", "--output", "json"))
                .at("/id")
                .asString();
        assertThat(reeve("backfill", "--show", id).err()).contains("Backfill " + id);
        assertThat(reeve("backfill", "--cancel", id).code()).isZero();
        assertThat(reeve("backfill", "--show", id).code()).isEqualTo(3);
    }

    private static String[] and(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
