package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.flows.OfficeFlows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be asked about recorded runs. */
@Timeout(120)
class RecordedRunsTest {
    private static final String FLOWS = "dev.reeve.cli.flows.OfficeFlows";

    @TempDir
    Path home;

    @Test
    void whereNothingRanTheListSaysSo() {
        assertThat(reeve("runs").out()).startsWith("No recorded runs in ");
        Invocation show = reeve("show", "latest");
        assertThat(show.code()).isEqualTo(2);
        assertThat(show.err()).contains("There are no recorded runs in");
    }

    @Test
    void runsAreListedNewestFirstAndChosenByFlowStateAndNumber() {
        String failed = mail();
        String well = mail("-p", "count=1", "--run-name", "monday");
        Invocation all = reeve("runs");
        assertThat(all.code()).isZero();
        assertThat(all.out().lines().skip(1).map(line -> line.substring(0, 26))).containsExactly(well, failed);
        assertThat(all.out()).containsPattern("monday +mail +Success ").containsPattern("mail +Failed .* 1 +2");
        assertThat(reeve("runs", "--state", "failed").out()).contains(failed).doesNotContain(well);
        assertThat(reeve("runs", "-n", "1").out()).contains(well).doesNotContain(failed);
        assertThat(reeve("runs", "--flow", "other").out()).startsWith("No recorded runs like that");
        assertThat(reeve("runs", "-n", "0").code()).isEqualTo(2);
        JsonNode json = json(reeve("runs", "--output", "json"));
        assertThat(json.get(0).get("name").asString()).isEqualTo("monday");
        assertThat(json.get(1).get("tasks").get("Failed").asInt()).isEqualTo(1);
    }

    @Test
    void aRunIsNamedByIdentifierItsBeginningNameOrLatest() {
        String id = mail("--run-name", "monday");
        for (String name : List.of(id, id.substring(0, 12), "monday", "latest")) {
            assertThat(reeve("show", name).out()).as(name).contains(id);
        }
        Invocation unknown = reeve("show", "tuesday");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("There is no recorded run \"tuesday\"")
                .contains("reeve runs lists");
        mail("--run-name", "monday");
        Invocation two = reeve("why", "monday");
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.err()).contains("Several runs are meant by \"monday\"").contains(id);
    }

    @Test
    void aRunIsShownWithTasksChildrenAndParameters() {
        mail("-p", "count=4");
        String out = reeve("show", "latest").out();
        assertThat(out)
                .contains("Flow        mail")
                .contains("State       Failed")
                .contains("  count = 4")
                .containsPattern("letters +Success +1 ")
                .contains("4 children: 3 Success, 1 Failed")
                .containsPattern(" \\[1] +Failed +1 .*cannot read letter 1")
                .containsPattern("sum +TriggerFailed")
                .contains("dev.reeve.cli.flows.OfficeFlows.mail")
                .containsSubsequence(
                        "Where it failed",
                        "read[1]: Failed: IllegalStateException: cannot read letter 1",
                        "      at dev.reeve.cli.flows.OfficeFlows.read(OfficeFlows.java:")
                .doesNotContain("\u001b");
        JsonNode json = json(reeve("show", "latest", "--output", "json"));
        assertThat(json.get("parameters").get("count").asInt()).isEqualTo(4);
        assertThat(json.get("tasks")
                        .get(1)
                        .get("children")
                        .get("states")
                        .get("Success")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void whatTasksReadAndMadeOutsideOfTheFlowIsShownOfThoseThatSucceeded() {
        mail("-p", "count=1");
        assertThat(reeve("show", "latest").out())
                .containsSubsequence("Assets", "  read  post.office  by letters", "  made  office.sum  by sum");
        assertThat(reeve("show", "latest", "--task", "sum").out()).contains("Makes       office.sum");
        JsonNode tasks = json(reeve("show", "latest", "--output", "json")).get("tasks");
        assertThat(tasks.get(0).get("reads").get(0).asString()).isEqualTo("post.office");
        assertThat(tasks.get(2).get("produces").get(0).asString()).isEqualTo("office.sum");
        mail();
        assertThat(reeve("show", "latest").out())
                .contains("  read  post.office  by letters")
                .doesNotContain("  made  ");
    }

    @Test
    void oneTaskIsShownWithItsHistoryAndError() {
        mail();
        assertThat(reeve("show", "latest", "--task", "read[1]").out())
                .contains("Error java.lang.IllegalStateException")
                .contains("cannot read letter 1")
                .contains("Where (attempt 1 of epoch 1)")
                .contains("    at dev.reeve.cli.flows.OfficeFlows.read(OfficeFlows.java:")
                .doesNotContain("user//")
                .contains("Running")
                .contains("Input       ")
                .doesNotContain("\u001b");
        Invocation unknown = reeve("show", "latest", "--task", "raed");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("has no task \"raed\"").contains("Did you mean \"read\"?");
        assertThat(json(reeve("show", "latest", "--output", "json"))
                        .at("/tasks/1/children/listed/1/error/stackTrace")
                        .asString())
                .contains("OfficeFlows.read(OfficeFlows.java:");
        assertThat(json(reeve("show", "latest", "--task", "read[1]", "--output", "json"))
                        .get("error")
                        .get("type")
                        .asString())
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void whyTellsOfEachWayToEnd() {
        run("ends");
        assertThat(why("no")).startsWith("no ended well in ");
        assertThat(why("guarded")).startsWith("guarded was skipped: ");
        assertThat(why("skips")).isEqualTo("skips was skipped: nothing to do today.");
        assertThat(why("fail"))
                .isEqualTo("fail failed in the last of 2 attempts: IllegalStateException: out of paper.");
        assertThat(why("slow")).isEqualTo("slow took longer than its limit of 50 ms in 1 attempt.");
        assertThat(why("last")).startsWith("last did not run: ").contains("; fail failed in the last of 2 attempts");
        assertThat(reeve("why", "latest").out()).contains("ended Failed, for ").contains("out of paper");
    }

    @Test
    void whyTellsOfChildrenAndOfPeople() {
        mail();
        assertThat(why("read"))
                .startsWith("read failed because 1 child of 3 did; the first is read[1]: ")
                .contains("cannot read letter 1");
        run("decision");
        assertThat(why("publish"))
                .startsWith("publish waits for a person: Publish? [to be answered by editors or the owner] (until 20");
        assertThat(reeve("show", "latest").out()).contains("[to be answered by editors or the owner]");
        run("budget");
        assertThat(why("ask")).startsWith("ask waits for a person: How much?").contains("reeve answer ");
        assertThat(why("spend")).isEqualTo("spend waits for ask.");
        assertThat(reeve("why", "latest").out()).contains("waits for a person at ask");
        assertThat(json(reeve("why", "latest", "ask", "--output", "json"))
                        .get("state")
                        .asString())
                .isEqualTo("Paused");
    }

    @Test
    void aRunThatGoesOnAndOneWhoseProcessIsGoneAreToldApart() throws Exception {
        FlowRun run = OfficeFlows.still().start(RunOptions.DEFAULT.recordsIn(home.resolve(".reeve/runs")));
        Path gone = home.resolve("gone");
        try {
            OfficeFlows.LATCHES.began.await();
            awaitRecord(run.id());
            assertThat(reeve("runs").out()).containsPattern("still +Running ");
            assertThat(why("latch")).isEqualTo("latch runs: attempt 1 goes on.");
            assertThat(why("after")).isEqualTo("after waits for latch.");
            assertThat(reeve("why", "latest").out())
                    .contains("goes on in process ")
                    .contains("running: latch");
            Invocation resume = reeve("resume", "latest", FLOWS, "--cp", Invocation.classes());
            assertThat(resume.code()).isEqualTo(2);
            assertThat(resume.err())
                    .contains("goes on in process " + ProcessHandle.current().pid());
            assertThat(reeve("delete", "latest").code()).isEqualTo(2);
            copy(home.resolve(".reeve/runs"), gone.resolve(".reeve/runs"));
        } finally {
            OfficeFlows.LATCHES.go.countDown();
            run.await();
        }
        Invocation list = new Invocation(gone).run("runs");
        assertThat(list.out()).containsPattern("still +interrupted ");
        assertThat(new Invocation(gone).run("runs", "--state", "interrupted").out())
                .contains(run.id());
        assertThat(new Invocation(gone).run("why", "latest").out())
                .contains("was interrupted: ")
                .contains("reeve resume " + run.id());
        assertThat(new Invocation(gone).run("why", "latest", "latch").out())
                .startsWith("latch ran when the process ended");
        Invocation resumed = new Invocation(gone).run("resume", "latest", FLOWS, "--cp", Invocation.classes());
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(new Invocation(gone).run("show", "latest").out())
                .contains("Epochs")
                .contains("resumed");
        assertThat(new Invocation(gone).run("why", "latest", "latch").out())
                .contains("It ran again in epoch 2 (resumed): it ran when its process ended.");
    }

    @Test
    void aTornRecordSaysWhatIsWrongWithIt() throws IOException {
        String id = mail();
        Path file = record(id);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
        assertThat(reeve("show", id).out()).contains("Record      ");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(reeve("runs").out()).contains("unreadable").contains("cannot be read");
        Invocation show = reeve("show", id);
        assertThat(show.code()).isEqualTo(2);
        assertThat(show.err()).contains("cannot be read").contains("reeve delete " + id);
    }

    @Test
    void aDeletedRunIsGoneWithItsResultsButNotThoseOfOthers() {
        String id = mail();
        String other = mail();
        Path results = Path.of(
                json(reeve("show", id, "--output", "json")).get("results").asString());
        assertThat(results.resolve("runs/" + id)).isDirectory();
        assertThat(reeve("delete", id).out())
                .contains("Removed the record and the results of run " + id + " of flow \"mail\".");
        assertThat(results.resolve("runs/" + id)).doesNotExist();
        assertThat(results.resolve("runs/" + other)).isDirectory();
        assertThat(reeve("delete", other, "--keep-results").code()).isZero();
        assertThat(results.resolve("runs/" + other)).isDirectory();
        assertThat(reeve("show", id).code()).isEqualTo(2);
    }

    @Test
    void hostileNamesDoNoHarm() {
        mail("--run-name", "\u001b[2Jevil\nname");
        assertThat(reeve("runs").out() + reeve("show", "latest").out())
                .contains("[2Jevil name")
                .doesNotContain("\u001b");
    }

    @Test
    void diffNamesTheFirstTaskThatDiffersAndWhy() throws IOException {
        Path glasses = Files.createFile(home.resolve("glasses"));
        String blind = mail();
        String same = mail();
        String more = mail("-p", "count=5");
        String seeing = mail("-p", "glasses=" + glasses);
        Invocation equal = reeve("diff", blind, same);
        assertThat(equal.code()).as(equal.out()).isZero();
        assertThat(equal.out()).startsWith("The runs do not part.").containsPattern("letters .* [+-]\\d+ ms +Success");
        Invocation parameter = reeve("diff", blind, more);
        assertThat(parameter.code()).isEqualTo(1);
        assertThat(parameter.out()).startsWith("The runs part at letters (parameter): parameter count was 3 and 5.");
        assertThat(reeve("diff", blind, seeing).out()).startsWith("The runs part at read (parameter): ");
        Files.delete(glasses);
        String broken = mail("-p", "glasses=" + glasses);
        JsonNode state = json(reeve("diff", seeing, broken, "--output", "json"));
        assertThat(state.get("task").asString()).isEqualTo("read[1]");
        assertThat(state.get("kind").asString()).isEqualTo("state");
        run("budget");
        assertThat(reeve("diff", blind, "latest").out()).contains("two flows, \"mail\" and \"budget\"");
    }

    private Path record(String id) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".reeve/runs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(id) && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What happened a moment ago is on the disk a moment later. */
    private void awaitRecord(String id) {
        while (!reeve("why", id, "latch").out().contains("runs:")) {
            Thread.onSpinWait();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private String why(String task) {
        return reeve("why", "latest", task).out().strip();
    }

    private Invocation reeve(String... args) {
        return new Invocation(home).run(args);
    }

    private String mail(String... more) {
        return run("mail", more);
    }

    /** Runs it; returns its identifier. */
    private String run(String flow, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "run", FLOWS, "--cp", Invocation.classes(), "--flow", flow, "--no-progress", "--output", "json"));
        args.addAll(List.of(more));
        Invocation run = reeve(args.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).endsWith("}\n");
        return json(run).get("id").asString();
    }

    private static JsonNode json(Invocation run) {
        return new JsonMapper().readTree(run.out());
    }
}
