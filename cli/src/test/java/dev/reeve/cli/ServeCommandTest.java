package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.cli.flows.NightlyFlows;
import dev.reeve.cli.flows.ServedFlows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ServeCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path home;

    private Invocation invoke(String... args) {
        return new Invocation(home).run(args);
    }

    private Invocation serve(String... more) {
        return on("serve", ServedFlows.class, more);
    }

    private Invocation on(String command, Class<?> flows, String... more) {
        String[] args = new String[more.length + 4];
        args[0] = command;
        args[1] = flows.getName();
        args[2] = "--cp";
        args[3] = Invocation.classes();
        System.arraycopy(more, 0, args, 4, more.length);
        return invoke(args);
    }

    @Test
    void aFlowRunsAtItsTimesUntilItsScheduleIsOver() {
        Invocation served = serve("--flow", "seconds", "--output", "json", "--overlap", "queue");
        assertThat(served.code()).as(served.err()).isZero();
        assertThat(served.out()
                        .lines()
                        .map(line -> JSON.readTree(line).get("event").asString()))
                .filteredOn(event -> !event.equals("queued"))
                .startsWith("serving", "next", "started")
                .contains("succeeded")
                .hasSize(6);
        String run = served.out()
                .lines()
                .map(JSON::readTree)
                .filter(line -> line.get("event").asString().equals("succeeded"))
                .map(line -> line.get("run").asString())
                .findFirst()
                .orElseThrow();
        assertThat(invoke("why", run).out()).contains("It was begun by its schedule: its schedule's firing of ");
        JsonNode shown = JSON.readTree(invoke("show", run, "--output", "json").out());
        assertThat(shown.get("begunBy").asString()).isEqualTo("schedule");
    }

    @Test
    void aFlowThatCannotBeDefinedIsToldOfAndStopsNoOther() {
        Invocation served = serve("--once");
        assertThat(served.code()).as(served.err()).isZero();
        assertThat(served.err())
                .contains("a flow is not served, for it cannot be defined")
                .contains("no such thing");
        assertThat(served.out()).contains("Flow \"days\" runs at 00:00").contains("Flow \"seconds\" runs ");
    }

    @Test
    void wrongPoliciesAreRefused() {
        assertThat(serve("--overlap", "queue:0").err())
                .contains("--overlap takes skip, queue, queue:N, allow:N or cancel, not \"queue:0\".");
        assertThat(serve("--catch-up", "some").code()).isEqualTo(2);
        assertThat(serve("--unfinished", "x").err()).contains("takes resume or report");
        assertThat(serve("-p", "a=1").err()).contains("-p is for one flow. Choose it with --flow.");
    }

    @Test
    void aDryRunListsTheIntervals() {
        Invocation dry = on(
                "backfill",
                ServedFlows.class,
                "--flow",
                "days",
                "--from",
                "2026-03-28",
                "--to",
                "2026-03-31",
                "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).isEqualTo("""
                        2026-03-28 00:00 +01:00 to 2026-03-29 00:00 +01:00  to run
                        2026-03-29 00:00 +01:00 to 2026-03-30 00:00 +02:00  to run
                        2026-03-30 00:00 +02:00 to 2026-03-31 00:00 +02:00  to run

                        Flow "days": 3 data intervals: 3 to run.
                        """);
    }

    @Test
    void aBackfillRunsEachIntervalOnce() {
        String[] span = {"--flow", "days", "--from", "2026-03-28", "--to", "2026-03-31", "--output", "json"};
        Invocation first = on("backfill", ServedFlows.class, span);
        assertThat(first.code()).as(first.err()).isZero();
        JsonNode row = JSON.readTree(first.out()).get("intervals").get(1);
        assertThat(row.get("fate").asString()).isEqualTo("succeeded");
        String shown = invoke("show", row.get("run").asString()).out();
        assertThat(shown)
                .contains("2026-03-28T23:00:00Z to 2026-03-29T22:00:00Z")
                .contains("by a backfill: the backfill from 2026-03-27T23:00:00Z to 2026-03-30T22:00:00Z")
                .contains("days-2026-03-29");
        Invocation second = on("backfill", ServedFlows.class, span);
        assertThat(second.out()).contains("done_before").doesNotContain("succeeded");
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsRefused() {
        Invocation none =
                on("backfill", NightlyFlows.class, "--flow", "over", "--from", "2026-02-01", "--to", "2026-01-01");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Exchange the two.");
    }
}
