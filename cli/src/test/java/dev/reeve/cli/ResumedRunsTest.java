package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cli.flows.OfficeFlows;
import dev.reeve.engine.progress.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded runs that go on: planned, resumed, retried and answered. */
@Timeout(120)
class ResumedRunsTest {
    private static final String FLOWS = "dev.reeve.cli.flows.OfficeFlows";
    private static final Terminal TERMINAL = new Terminal(true, true, false, true, 200, 40);

    @TempDir
    Path directory;

    private Path home;
    private Path glasses;

    @BeforeEach
    void setUp() {
        home = directory.resolve("home");
        glasses = directory.resolve("glasses");
    }

    @Test
    void aPlanSaysWhatWouldBeReusedAndRunsNothing() {
        mail();
        Invocation plan = reeve("plan", "latest");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out())
                .startsWith("Epoch 2 of run ")
                .containsPattern("letters +reused +it ended Success")
                .containsPattern("read +partly reused +2 of 3 children")
                .containsPattern("read\\[1] +runs +it ended Failed")
                .containsPattern("sum +runs ");
        assertThat(reeve("plan", "latest", "--from", "letters").out())
                .containsPattern("letters +runs +it was asked for");
        assertThat(reeve("plan", "latest", "--reuse", "nothing").out()).containsPattern("letters +runs ");
        JsonNode json = json(reeve("plan", "latest", "--output", "json"));
        assertThat(json.get("tasks").get(0).get("fate").asString()).isEqualTo("reused");
        assertThat(reeve("show", "latest").out()).doesNotContain("Epochs");
    }

    @Test
    void aFailedRunIsResumedWithTheCodeThatItsRecordNames() throws IOException {
        String id = mail();
        Files.createFile(glasses);
        Invocation resumed = reeve("resume", id.substring(0, 14));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).containsPattern("sum +Success").doesNotContain("fetching letters");
        assertThat(reeve("show", id).out()).contains("Epochs").containsPattern("letters +Success +1 ");
        assertThat(reeve("why", id, "letters").out()).contains("It was reused in epoch 2");
        assertThat(reeve("why", id, "read[1]").out())
                .contains("It ran again in epoch 2 (resumed): it had ended Failed.");
        assertThat(json(reeve("runs", "--output", "json")).size()).isEqualTo(1);
    }

    @Test
    void aRunIsRetriedFromATaskOrAChild() throws IOException {
        String id = mail();
        Files.createFile(glasses);
        JsonNode child = json(reeve("retry", id, "--from", "read", "--child", "1", "--output", "json"));
        assertThat(child.get("state").asString()).isEqualTo("Success");
        JsonNode whole = json(reeve("retry", id, "--from", "letters", "--output", "json"));
        assertThat(whole.get("state").asString()).isEqualTo("Success");
        assertThat(reeve("why", id, "letters").out()).contains("It ran again in epoch 3 (again from letters)");
        assertThat(reeve("why", id, "sum").out()).contains("it depends on read, which was to run again");
    }

    @Test
    void aParameterThatChangesRunsAgainWhatReadsItAndThePlanSaysSo() {
        String id = run(1, "mail", "-p", "glasses=" + glasses);
        assertThat(reeve("plan", id, "-p", "count=1").out())
                .containsPattern("letters +runs +parameter \"count\" changed from 3 to 1")
                .containsPattern("sum +runs ");
        assertMistake("there is no parameter \"cuont\". Did you mean \"count\"?", "resume", id, "-p", "cuont=1");
        assertMistake("parameter \"count\" takes a whole number", "retry", id, "-p", "count=lots");
        assertMistake("is no parameter. Write -p NAME=VALUE", "plan", id, "-p", "count");
        assertThat(reeve("show", id).out()).doesNotContain("Epochs"); // nothing was touched
        Invocation resumed = reeve("resume", id, "-p", "count=1");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(reeve("show", id).out())
                .contains("  count = 1")
                .containsPattern("\n  2  .*  resumed, .*; count: 3 -> 1");
        assertThat(reeve("why", id, "letters").out())
                .contains("It ran again in epoch 2 (resumed): parameter \"count\" changed from 3 to 1.");
    }

    @Test
    void aParameterThatChangesCountsForWhatIsBeforeTheTaskToRunFromToo() {
        String id = run(0, "mail", "-p", "count=1");
        assertThat(reeve("plan", id, "--from", "sum", "-p", "count=2").out())
                .containsPattern("letters +runs +parameter \"count\" changed from 1 to 2");
        assertThat(reeve("plan", id, "--from", "sum").out()).containsPattern("letters +reused");
    }

    @Test
    void whatCannotBeRetriedIsSaid() {
        mail();
        assertMistake(
                "has no task \"lettres\" to run from. Did you mean \"letters\"?",
                "retry",
                "latest",
                "--from",
                "lettres");
        assertMistake("had 3 children, counted from 0,", "retry", "latest", "--from", "read", "--child", "3");
        assertMistake("--child needs the mapped task", "retry", "latest", "--child", "3");
        assertMistake("is none of same-code, same-graph", "retry", "latest", "--reuse", "all");
        assertMistake("There is no recorded run \"nobody\"", "resume", "nobody");
        assertMistake(
                "is one of flow \"mail\", not of flow",
                "resume",
                "latest",
                FLOWS,
                "--cp",
                Invocation.classes(),
                "--flow",
                "budget");
        assertMistake("There is no file or directory", "resume", "latest", "no.jar");
    }

    @Test
    void withoutAPersonTheLineThatAnswersIsPrinted() {
        String id = run(1, "budget");
        leave();
        Invocation resumed = reeve("resume", id);
        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err())
                .contains("reeve: ask waits for a person. To answer: reeve answer " + id + " ask amount=.. until=..");
    }

    @Test
    void anAnswerIsReadByTypeAndTheRunGoesOn() {
        String id = run(1, "budget");
        leave();
        assertMistake("\"amount\" takes a whole number", "answer", id, "ask", "amount=lots", "until=2026-01-31");
        assertMistake("\"until\" is missing; it takes a date", "answer", id, "ask", "amount=5");
        assertMistake(
                "there is no field \"amuont\". Did you mean \"amount\"?",
                "answer",
                id,
                "ask",
                "amuont=5",
                "amount=5",
                "until=2026-01-31");
        assertMistake("no budget is below zero", "answer", id, "ask", "amount=-5", "until=2026-01-31");
        assertMistake("ask asks for amount=.. (", "answer", id, "ask");
        assertMistake("are no answer", "answer", id, "ask", "--approve");
        assertMistake("does not wait for a person. spend waits for ask.", "answer", id, "spend");
        assertThat(reeve("show", id).out()).doesNotContain("Epochs"); // nothing has run
        Invocation answered = reeve("answer", id, "ask", "amount=12", "until=2026-01-31");
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(answered.out()).containsPattern("spend +Success");
        assertMistake("does not wait for a person", "answer", id, "ask", "amount=12", "until=2026-01-31");
    }

    @Test
    void aDecisionIsApprovedOrRejected() {
        String yes = run(1, "decision");
        leave();
        assertMistake("say --approve or --reject", "answer", yes, "publish");
        assertMistake("cannot both be meant", "answer", yes, "publish", "--approve", "--reject");
        assertThat(reeve("answer", yes, "publish", "--approve", "--comment", "fine")
                        .code())
                .isZero();
        String no = run(1, "decision");
        leave();
        assertThat(reeve("answer", no, "publish", "--reject").code()).isZero();
        Invocation diff = reeve("diff", yes, no);
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.out()).startsWith("The runs part at publish (answer): its answer changed");
        assertThat(reeve("show", no, "--task", "publish").out()).containsPattern("Answer +answered by ");
    }

    @Test
    void whyTellsThatAnAnswerChanged() {
        String id = run(1, "decision");
        leave();
        assertThat(reeve("answer", id, "publish", "--approve").code()).isZero();
        assertThat(reeve("why", id, "said").out()).doesNotContain("answer");
        assertThat(reeve("retry", id, "--from", "publish").code()).isEqualTo(1);
        leave();
        assertThat(reeve("answer", id, "publish", "--reject").code()).isZero();
        assertThat(reeve("why", id, "publish").out()).contains("Its answer changed.");
        assertThat(reeve("why", id, "said").out()).contains("The answer to publish changed.");
    }

    @Test
    void aTaskInsideASubFlowIsAnsweredAndShownInTheTree() {
        String id = run(1, "outer");
        leave();
        assertThat(reeve("show", id).out())
                .contains("Runs that are part of it")
                .containsPattern("load +Paused +" + id + "\\.");
        assertThat(reeve("why", id, "load/inside").out()).startsWith("inside waits for a person: How much inside?");
        assertThat(reeve("runs").out()).doesNotContain(id + ".");
        assertThat(reeve("runs", "--all").out()).contains(id + ".");
        Invocation answered = reeve("answer", id, "load/inside", "amount=3", "until=2026-01-31");
        assertThat(answered.code()).as(answered.err()).isZero();
        String part =
                reeve("runs", "--all", "--flow", "inner", "--output", "json").out();
        String inner = new JsonMapper().readTree(part).get(0).get("id").asString();
        assertMistake("is part of run " + id, "resume", inner);
    }

    @Test
    void aWrongAnswerForATaskInsideASubFlowIsRefusedBeforeAnythingRuns() {
        String id = run(1, "outer");
        leave();
        assertMistake(
                "\"amount\" takes a whole number", "answer", id, "load/inside", "amount=lots", "until=2026-01-31");
        assertMistake("are no answer", "answer", id, "load/inside", "--approve");
        assertThat(reeve("show", id).out()).doesNotContain("Epochs");
    }

    @Test
    void aProcessThatHasTheRunIsHandedTheAnswer() throws Exception {
        FlowRun run = OfficeFlows.outer().start(RunOptions.DEFAULT.recordsIn(home.resolve(".reeve/runs")));
        run.await();
        String id = run.id();
        assertMistake(
                "\"amount\" takes a whole number", "answer", id, "load/inside", "amount=lots", "until=2026-01-31");
        assertMistake("\"until\" is missing", "answer", id, "load/inside", "amount=1");
        Invocation answered = reeve("answer", id, "load/inside", "amount=3", "until=2026-01-31", "--by", "ann");
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(answered.out())
                .isEqualTo("Answered load/inside of run " + id + "; process "
                        + ProcessHandle.current().pid() + " goes on with it.\n");
        while (!run.await().state().isFinished()) { // it may be told a moment later that it goes on
            Thread.onSpinWait();
        }
        assertThat(run.state().isSuccessful()).isTrue();
        assertThat(reeve("show", id, "--task", "load").out())
                .contains("State       Success")
                .doesNotContain("Epochs");
        String inside = reeve("show", id, "--task", "load/inside").out();
        assertThat(inside).contains("by ann");
        assertMistake("does not wait for a person", "answer", id, "load/inside", "amount=3", "until=2026-01-31");
    }

    @Test
    void thePersonAtTheTerminalIsAskedFieldByFieldUntilItIsRight() {
        Invocation run = new Invocation(home)
                .on(TERMINAL)
                .typing("lots", "-1", "2026-01-31", "7", "tomorrow", "2026-01-31")
                .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "budget", "--no-progress");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("ask waits for you: How much?")
                .contains("amount (a whole number")
                .contains("\"amount\" takes a whole number")
                .contains("no budget is below zero")
                .contains("\"until\" takes a date")
                .containsPattern("spend +Success");
    }

    @Test
    void anEmptyLineLeavesItWaiting() {
        Invocation run = new Invocation(home)
                .on(TERMINAL)
                .typing("")
                .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "budget", "--no-progress");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("To answer: reeve answer ");
        leave();
        Invocation later =
                new Invocation(home).on(TERMINAL).typing("3", "2026-01-31").run("resume", "latest");
        assertThat(later.code()).as(later.err()).isZero();
    }

    @Test
    void aDecisionAtTheTerminalIsYesOrNo() {
        Invocation run = new Invocation(home)
                .on(TERMINAL)
                .typing("perhaps", "yes", "")
                .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "decision");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "publish waits for you until 20\\S+: Publish\\? .to be answered by editors or the owner.")
                .contains("Write yes or no, not \"perhaps\".");
    }

    /**
     * As if the process that ran until here had ended, which holds the runs that wait: their records are taken to another
     * home.
     */
    private void leave() {
        Path from = home;
        home = from.resolveSibling(from.getFileName() + "-");
        try (Stream<Path> files = Files.walk(from.resolve(".reeve/runs"))) {
            for (Path file : files.toList()) {
                Path target = home.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertMistake(String words, String... args) {
        Invocation run = reeve(args);
        assertThat(run.err()).contains(words);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
    }

    private Invocation reeve(String... args) {
        return new Invocation(home).run(args);
    }

    private String mail() {
        return run(1, "mail", "-p", "glasses=" + glasses);
    }

    /** Runs it; returns its identifier. */
    private String run(int code, String flow, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "run", FLOWS, "--cp", Invocation.classes(), "--flow", flow, "--no-progress", "--output", "json"));
        args.addAll(List.of(more));
        Invocation run = reeve(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return json(run).get("id").asString();
    }

    private static JsonNode json(Invocation run) {
        assertThat(run.out()).as(run.err()).endsWith("\n");
        return new JsonMapper().readTree(run.out());
    }
}
