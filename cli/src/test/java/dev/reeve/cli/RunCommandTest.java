package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
    private static final String FLOWS = "dev.reeve.cli.flows.ShopFlows";

    @TempDir
    Path home;

    @Test
    void aFlowThatGoesWellShowsItsTasksAndEndsWithZero() {
        Invocation run = run("--flow", "greeting");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("greet     Running")
                .containsPattern("greet +Success +1 ")
                .contains("Flow \"greeting\", run ")
                .contains("Success after");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void parametersAreReadByTheirTypes() throws Exception {
        JsonNode json = json(run(
                "--flow",
                "greeting",
                "--output",
                "json",
                "-p",
                "name=a=b",
                "-p",
                "shops=[{\"name\":\"x\",\"tills\":2}]",
                "-p",
                "day=2026-02-28",
                "--run-name",
                "first try"));
        assertThat(json.get("parameters").toString())
                .isEqualTo("{\"name\":\"a=b\",\"shops\":[{\"name\":\"x\",\"tills\":2}],\"day\":\"2026-02-28\","
                        + "\"source\":\"file:data.csv\"}");
        assertThat(json.get("name").asString()).isEqualTo("first try");
    }

    @Test
    void artifactsAndNamesAreShownAtTheEnd() {
        Invocation run = visits();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("visit \\(Rome on 2026-01-31\\) +Success")
                .contains("run visits-2026-01-31: Success")
                .contains("Artifacts:\n  visit, page: https://example.org/Rome\n  visit, report: Visited Rome")
                .contains("visit, tills: table of 1 rows, 2 columns\n  visit, plot: image/png, 2 bytes\n")
                .doesNotContain("\u001b");
        assertThat(visits("--run-name", "{shop}!").out()).contains("run Rome!: Success");
        Invocation wrong = visits("--run-name", "{shp}");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("it names shp, which a run does not have");
    }

    @Test
    void artifactsAreInTheJson() throws Exception {
        JsonNode json = json(visits("--output", "json"));
        assertThat(json.get("tasks").get(0).get("runName").asString()).isEqualTo("Rome on 2026-01-31");
        JsonNode kept = json.get("artifacts");
        assertThat(kept.get(0).get("target").asString()).isEqualTo("https://example.org/Rome");
        assertThat(kept.get(0).get("task").asString()).isEqualTo("visit");
        assertThat(kept.get(0).get("index").isNull()).isTrue();
        assertThat(kept.get(1).get("text").asString()).endsWith("All is well.");
        assertThat(kept.get(2).get("rows").toString()).isEqualTo("[[\"1\",\"2.5\"]]");
        assertThat(kept.get(3).get("bytes").asInt()).isEqualTo(2);
    }

    @Test
    void wrongParametersAreAllNamedAndNothingRuns() {
        Invocation run = run("--flow", "greeting", "-p", "day=tomorrow", "-p", "nmae=x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("reeve: Flow \"greeting\" cannot start:\n")
                .contains("parameter \"day\" takes a date, such as 2026-01-31, not \"tomorrow\"")
                .contains("there is no parameter \"nmae\". Did you mean \"name\"?")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "=x", ""})
    void aParameterNeedsANameAndAValue(String text) {
        Invocation run = run("--flow", "greeting", "-p", text);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Write -p NAME=VALUE.");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        Invocation run = run("--flow", "greeting", "-p", "name=a", "-p", "name=b");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("\"name\" is given twice");
    }

    @Test
    void aFailureSaysWhyAndEndsWithOne() {
        Invocation run = run("--flow", "mapped", "--no-progress");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("odd[2] failed: IllegalStateException: number 2 is not odd")
                .contains("at dev.reeve.cli.flows.ShopFlows.odd(ShopFlows.java:")
                .contains("caused by IOException: disk full")
                .doesNotContain("dev.reeve.engine");
        assertThat(run.out()).doesNotContain("Running").containsPattern("odd \\[0\\.\\.4\\] +Failed");
    }

    @Test
    void whereTheJdkThrewTheWayThroughTheUsersCodeIsShown() {
        Invocation run = run("--flow", "reading", "--no-progress");
        assertThat(run.err().lines())
                .filteredOn(line -> line.startsWith("    at "))
                .hasSize(2)
                .satisfies(line -> assertThat(line).startsWith("    at java.base/"), Index.atIndex(0))
                .satisfies(
                        line -> assertThat(line)
                                .startsWith("    at dev.reeve.cli.flows.ShopFlows.read(ShopFlows.java:"),
                        Index.atIndex(1));
    }

    @Test
    void verboseShowsWholeStackTraces() {
        assertThat(run("--flow", "mapped", "--no-progress", "--verbose").err())
                .contains("dev.reeve.engine")
                .contains("Caused by: java.io.IOException: disk full");
    }

    @Test
    void jsonNamesWhatEveryTaskAndChildDid() throws Exception {
        Invocation run = run("--flow", "ShopFlows.mapped", "--output", "json");
        assertThat(run.code()).isEqualTo(1);
        JsonNode json = json(run);
        assertThat(json.get("state").asString()).isEqualTo("Failed");
        assertThat(json.get("id").asString()).hasSize(26);
        JsonNode odd = json.get("tasks").get(1);
        assertThat(odd.get("name").asString()).isEqualTo("odd");
        assertThat(odd.get("kind").asString()).isEqualTo("map");
        assertThat(odd.get("state").asString()).isEqualTo("Failed");
        JsonNode children = odd.get("children");
        assertThat(children.get("count").asInt()).isEqualTo(5);
        assertThat(children.get("states").toString()).isEqualTo("{\"Success\":4,\"Failed\":1}");
        JsonNode failed = children.get("listed").get(2);
        assertThat(failed.get("index").asInt()).isEqualTo(2);
        assertThat(failed.get("attempts").asInt()).isEqualTo(2);
        assertThat(failed.get("error").get("type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.get("error").get("message").asString()).isEqualTo("number 2 is not odd");
        assertThat(failed.get("error").get("stackTrace").asString()).contains("ShopFlows.odd");
        assertThat(failed.get("start").asString()).endsWith("Z");
        assertThat(failed.get("duration").asDouble()).isNotNegative();
        assertThat(children.get("listed").get(0).get("error").isNull()).isTrue();
    }

    @Test
    void ofManyChildrenTheFirstThousandAreListed() throws Exception {
        JsonNode json = json(run("--flow", "mapped", "--output", "json", "-p", "count=2500"));
        JsonNode children = json.get("tasks").get(1).get("children");
        assertThat(children.get("count").asInt()).isEqualTo(2500);
        assertThat(children.get("listed").size()).isEqualTo(1000);
        assertThat(children.get("notListed").asInt()).isEqualTo(1500);
    }

    @Test
    void aSecretComesFromTheEnvironmentAndGoesNowhere() {
        Invocation run = new Invocation(home)
                .with("REEVE_SECRET_SHOP_TOKEN", "hunter2!!")
                .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "secretive", "--output", "json");
        assertThat(run.code()).isZero();
        assertThat(run.out() + run.err()).doesNotContain("hunter2");
    }

    @Test
    void aSecretThatIsMissingNamesItsVariable() {
        assertThat(run("--flow", "secretive").err())
                .contains("no secret \"shop-token\" is known. Set the environment variable REEVE_SECRET_SHOP_TOKEN");
    }

    @Test
    void aTaskThatWaitsForAPersonSaysHowToLetItRun() {
        Invocation run = run("--flow", "manual");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).containsPattern("after waits for a person. To answer: reeve answer \\w{26} after\n");
        assertThat(run("--flow", "manual", "--resume", "after").code()).isZero();
    }

    @Test
    void anApprovalWaitsForAPersonUnlessItIsLetGoOnFromTheStart() {
        Invocation run = run("--flow", "approved");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("approval waits for a person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "virtual", "in-thread"})
    void everyExecutorRuns(String executor) {
        assertThat(run("--flow", "greeting", "--executor", executor, "--threads", "2")
                        .code())
                .isZero();
    }

    @Test
    void wrongSettingsSayWhatWasExpected() {
        assertThat(run("--executor", "dask").err())
                .isEqualTo("reeve: --executor takes threads, virtual, in-thread or cluster, not \"dask\".\n");
        assertThat(run("--threads", "0").err()).contains("--threads takes a whole number from 1 to 10000, not \"0\"");
        assertThat(run("--threads", "x").err())
                .isEqualTo("reeve: --threads takes a whole number from 1 to 10000, not \"x\".\n");
        assertThat(run("--flow", "greeting", "--results", "out").err())
                .contains("not \"out\". The directory of files is the setting results.dir, or REEVE_RESULTS_DIR.");
        assertThat(run("--flow", "greeting", "--run-name", " ").err()).contains("--run-name is empty.");
        assertThat(run("--log-format", "xml").code()).isEqualTo(2);
        assertThat(run("--flow", "greeting", "--results", "ftp://x/y").err())
                .contains("reeve: Results cannot be kept in ftp://x/y: no module");
    }

    @Test
    void progressIsJsonLinesWhereLogLinesAre() throws Exception {
        Invocation run = run("--flow", "greeting", "--log-format", "json");
        assertThat(run.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                new JsonMapper().readTree(line).get("flow").asString())
                        .isEqualTo("greeting"));
    }

    private Invocation run(String... more) {
        return runOf(FLOWS, more);
    }

    private Invocation visits(String... more) {
        return runOf("dev.reeve.cli.flows.VisitFlows", more);
    }

    private Invocation runOf(String type, String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "run";
        args[1] = type;
        args[2] = "--cp";
        args[3] = Invocation.classes();
        System.arraycopy(more, 0, args, 4, more.length);
        return new Invocation(home).run(args);
    }

    private static JsonNode json(Invocation run) {
        assertThat(run.out()).endsWith("}\n");
        return new JsonMapper().readTree(run.out());
    }
}
