package dev.reeve.engine.record;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Output;
import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.engine.ResultStores;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that failed, changed, or lost results, resumed. */
final class ResumeTest {
    /** The task runs that were called, by label, since the last look. */
    private static final List<String> CALLED = Collections.synchronizedList(new ArrayList<>());

    /** Labels of task runs that fail. */
    private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    private ResultStore store;
    private RunOptions options;

    @BeforeEach
    void prepare() {
        CALLED.clear();
        BROKEN.clear();
        store = ResultStores.files(directory.resolve("results"));
        options = RunOptions.DEFAULT.recordsIn(directory.resolve("runs")).results(store);
    }

    private static void call() {
        TaskRun run = TaskRun.current();
        String label = run.taskName() + (run.mapIndex() < 0 ? "" : "[" + run.mapIndex() + "]");
        CALLED.add(label);
        if (BROKEN.contains(label)) {
            throw new IllegalStateException(label + " is broken");
        }
    }

    static List<Integer> pages(int count) {
        call();
        List<Integer> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(i);
        }
        return pages;
    }

    static int fetch(int page) {
        call();
        return page * 10;
    }

    static int parse(int fetched) {
        call();
        return fetched + 1;
    }

    static int sum(List<Integer> numbers) {
        call();
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static int twice(int number) {
        call();
        return 2 * number;
    }

    static void load(int number) {
        call();
    }

    /** pages, fetch[4], parse[4], sum, load; and aside, which nothing comes after. */
    static Flow flow(String version) {
        return Flow.define("orders", f -> {
            Output<List<Integer>> pages =
                    f.task(ResumeTest::pages, f.parameter("count", 4)).version("1");
            Output<List<Integer>> fetched =
                    f.map(ResumeTest::fetch, each(pages)).version("1");
            Output<List<Integer>> parsed =
                    f.map(ResumeTest::parse, each(fetched)).version(version).keep();
            Output<Integer> sum = f.task(ResumeTest::sum, parsed).version("1").keep();
            f.action(ResumeTest::load, sum).version("1");
            f.task(ResumeTest::twice, value(21)).named("aside").version("1");
        });
    }

    private List<String> calls() {
        List<String> called = new ArrayList<>(CALLED);
        CALLED.clear();
        Collections.sort(called);
        return called;
    }

    private FlowRun resume(Flow flow, FlowRun run) {
        return flow.resume(run.id(), options);
    }

    private static List<String> names(List<RunView.Entry> history) {
        return history.stream().map(entry -> entry.state().name()).toList();
    }

    @Test
    void whatFailedAndWhatComesAfterItRunsAgainChildByChild() {
        BROKEN.add("parse[2]");
        FlowRun first = flow("1").run(options);
        assertThat(first.state().name()).isEqualTo("Failed");
        BROKEN.clear();
        calls();
        FlowRun second = resume(flow("1"), first);
        assertThat(second.state().name()).isEqualTo("Success");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.name()).isEqualTo(first.name());
        assertThat(calls()).containsExactly("load", "parse[2]", "sum");
        assertThat(second.task("parse").value()).isEqualTo(List.of(1, 11, 21, 31));
        assertThat(second.task("sum").value()).isEqualTo(64);
    }

    @Test
    void historyOfEarlierEpochsIsKept() throws Exception {
        BROKEN.add("sum");
        FlowRun first = flow("1").run(options);
        BROKEN.clear();
        FlowRun second = resume(flow("1"), first);
        assertThat(names(second.task("sum").history()))
                .containsExactly("Pending", "Queued", "Running", "Failed", "Pending", "Queued", "Running", "Success");
        assertThat(names(second.task("load").history()))
                .containsExactly("Pending", "TriggerFailed", "Pending", "Queued", "Running", "Success");
        assertThat(names(second.task("pages").history())).containsExactly("Pending", "Queued", "Running", "Success");
        assertThat(names(second.history()))
                .containsExactly("Pending", "Running", "Failed", "Pending", "Running", "Success");
        RecordedRun record =
                Records.in(directory.resolve("runs")).read(first.id()).orElseThrow();
        assertThat(record.openings()).extracting(Opening::epoch).containsExactly(1, 2);
        assertThat(record.openings().getLast().cause()).isEqualTo("resumed");
        assertThat(names(record.task("sum").orElseThrow().history(-1)))
                .isEqualTo(names(second.task("sum").history()));
        assertThat(names(record.history())).isEqualTo(names(second.history()));
        assertThat(record.notes()).isEmpty();
        RunSummary summary =
                Records.in(directory.resolve("runs")).summaryOf(first.id()).orElseThrow();
        assertThat(summary.tasks()).isEqualTo(Map.of("Success", 6));
        assertThat(summary.epoch()).isEqualTo(2);
    }

    @Test
    void aRunThatEndedWellHasNothingToRunAndKeepsItsResults() {
        FlowRun first = flow("1").run(options);
        calls();
        ResumePlan plan = flow("1").plan(options.resuming(Resumption.of(first.id())));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.epoch()).isEqualTo(2);
        FlowRun second = resume(flow("1"), first);
        assertThat(second.state().name()).isEqualTo("Success");
        assertThat(calls()).isEmpty();
        assertThat(second.task("aside").value()).isEqualTo(42);
        assertThat(second.task("parse").children().get(3).state()).isEqualTo(State.Success.PLAIN);
    }

    @Test
    void aProcessKilledBetweenTheOpeningOfAnEpochAndItsStructureCostsNothing() throws Exception {
        FlowRun first = flow("1").run(options);
        Recorder recorder = new Recorder(Records.in(directory.resolve("runs")), new WritingThreads(never -> {}, 0, 0));
        TakenRecord taken = recorder.take(first.id()).orElseThrow();
        taken.goOn(taken.run().opening(), flow("1").graph(), Written.NO_PLAN);
        taken.release();
        assertThat(flow("1").plan(options.resuming(Resumption.of(first.id()))).isEmpty())
                .isTrue();
    }

    @Test
    void whatAKilledResumePlannedForChangedCodeIsNotForgotten() throws Exception {
        FlowRun first = flow("1").run(options);
        calls();
        KilledResumeTest.killedWithNothingButAPlan(flow("2"), options, Resumption.of(first.id()));
        assertThat(resume(flow("2"), first).state().name()).isEqualTo("Success");
        assertThat(calls()).containsExactly("load", "parse[0]", "parse[1]", "parse[2]", "parse[3]", "sum");
        resume(flow("2"), first);
        assertThat(calls()).as("done").isEmpty();
    }

    @Test
    void whatAKilledResumePlannedForAChildIsNotForgotten() throws Exception {
        FlowRun first = flow("1").run(options);
        calls();
        KilledResumeTest.killedWithNothingButAPlan(
                flow("1"), options, Resumption.of(first.id()).from("fetch", 1));
        ResumePlan plan = flow("1").plan(options.resuming(Resumption.of(first.id())));
        assertThat(plan.items()).contains(new ResumePlan.Item("fetch", 1, ResumePlan.Fate.AGAIN, "it was asked for"));
        assertThat(resume(flow("1"), first).state().name()).isEqualTo("Success");
        assertThat(calls()).containsExactly("fetch[1]", "load", "parse[1]", "sum");
    }

    @Test
    void aKeptChildWhoseResultIsLostHasNoValueRatherThanNull() throws Exception {
        Flow flow = Flow.define("pages", f -> {
            Output<List<Integer>> pages = f.task(ResumeTest::pages, value(3)).version("1");
            f.map(ResumeTest::fetch, each(pages)).version("1");
        });
        BROKEN.add("fetch[2]");
        FlowRun first = flow.run(options);
        BROKEN.clear();
        calls();
        store.delete("runs/" + first.id() + "/fetch/0/1");
        FlowRun second = resume(flow, first);
        assertThat(calls()).containsExactly("fetch[2]");
        assertThat(second.task("fetch").children().get(0).hasValue()).isFalse();
        assertThat(second.task("fetch").children().get(1).value()).isEqualTo(10);
        assertThat(second.task("fetch").children().get(2).value()).isEqualTo(20);
        assertThat(second.task("fetch").hasValue()).isFalse();
    }

    @Test
    void changedCodeRunsAgainWithAllThatComesAfterItUnlessTheGraphIsEnough() {
        FlowRun first = flow("1").run(options);
        calls();
        ResumePlan plan = flow("2").plan(options.resuming(Resumption.of(first.id())));
        assertThat(plan.of("parse"))
                .isEqualTo(new ResumePlan.Item(
                        "parse", -1, ResumePlan.Fate.AGAIN, "its code changed from version 1 to version 2"));
        assertThat(plan.of("sum").reason()).isEqualTo("it depends on parse, which is not over");
        assertThat(plan.of("fetch").fate()).isEqualTo(ResumePlan.Fate.REUSED);
        assertThat(calls()).isEmpty();
        flow("2").run(options.resuming(Resumption.of(first.id()).reuse(Resumption.Reuse.SAME_GRAPH)));
        assertThat(calls()).isEmpty();
        resume(flow("3"), first);
        assertThat(calls()).containsExactly("load", "parse[0]", "parse[1]", "parse[2]", "parse[3]", "sum");
    }

    @Test
    void aChangedParameterRunsAgainWhatReadsIt() {
        FlowRun first = flow("1").run(options);
        calls();
        FlowRun second = flow("1").resume(first.id(), options.parameter("count", 2));
        assertThat(calls()).containsExactly("fetch[0]", "fetch[1]", "load", "pages", "parse[0]", "parse[1]", "sum");
        assertThat(second.task("sum").value()).isEqualTo(12);
        assertThat(second.parameters()).containsEntry("count", 2);
    }

    @Test
    void parametersAreThoseOfTheRecord() {
        BROKEN.add("load");
        FlowRun first = flow("1").run(options.parameter("count", 3));
        FlowRun second = resume(flow("1"), first);
        assertThat(second.parameters()).containsEntry("count", 3);
        assertThat(second.task("parse").children()).hasSize(3);
    }

    @Test
    void fromATaskItRunsAgainWithAllAfterItAndTheRestStaysWhateverItsCode() {
        FlowRun first = flow("1").run(options);
        calls();
        Resumption again = Resumption.of(first.id()).from("sum");
        ResumePlan plan = flow("2").plan(options.resuming(again));
        assertThat(plan.of("sum").reason()).isEqualTo("it was asked for");
        flow("2").run(options.resuming(again));
        assertThat(calls()).containsExactly("load", "sum");
    }

    @Test
    void onlyThatChildOfATaskRunsAgainWithAllAfterIt() {
        FlowRun first = flow("1").run(options);
        calls();
        FlowRun second =
                flow("1").run(options.resuming(Resumption.of(first.id()).from("fetch", 1)));
        assertThat(calls()).containsExactly("fetch[1]", "load", "parse[1]", "sum");
        assertThat(second.task("sum").value()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        flow("1").run(options.resuming(Resumption.of(first.id()).from("fetch", 9))))
                .withMessageContaining("had 4 children, counted from 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        flow("1").run(options.resuming(Resumption.of(first.id()).from("fetsch"))))
                .withMessageContaining("no task \"fetsch\"");
    }

    @Test
    void aResultThatIsNeededAndGoneOrDamagedIsMadeAgainAndNothingElse() throws Exception {
        BROKEN.add("sum");
        FlowRun first = flow("1").run(options);
        RecordedRun record =
                Records.in(directory.resolve("runs")).read(first.id()).orElseThrow();
        RecordedTask parse = record.task("parse").orElseThrow();
        store.delete(parse.stored(1).orElseThrow().key());
        String damaged = parse.stored(3).orElseThrow().key();
        byte[] bytes = store.read(damaged).orElseThrow();
        bytes[bytes.length - 1] ^= 1;
        store.write(damaged, bytes);
        store.delete(record.task("aside").orElseThrow().stored(-1).orElseThrow().key());
        BROKEN.clear();
        calls();
        ResumePlan plan = flow("1").plan(options.resuming(Resumption.of(first.id())));
        assertThat(plan.items().stream().filter(item -> item.child() >= 0))
                .extracting(ResumePlan.Item::label)
                .containsExactly("parse[1]", "parse[3]");
        assertThat(plan.items().stream()
                        .filter(item -> item.child() == 3)
                        .findFirst()
                        .orElseThrow()
                        .reason())
                .startsWith("its result is needed again, and its stored result " + damaged + " cannot be used: ");
        FlowRun second = resume(flow("1"), first);
        assertThat(calls()).containsExactly("load", "parse[1]", "parse[3]", "sum");
        assertThat(second.task("sum").value()).isEqualTo(64);
    }

    @Test
    void withoutStoredResultsWhatIsNeededIsMadeAgainToTheFixpoint() {
        options = options.checkpointing(false);
        BROKEN.add("load");
        FlowRun first = flow("1").run(options);
        BROKEN.clear();
        calls();
        resume(flow("1"), first);
        Set<String> called = new HashSet<>(calls());
        assertThat(called)
                .contains("pages", "fetch[0]", "parse[3]", "sum", "load")
                .doesNotContain("aside");
    }

    @Test
    void aRunOfAnotherFlowOrNobodyKnowsIsRefused() {
        FlowRun first = flow("1").run(options);
        Flow other = Flow.define("other", f -> f.task(ResumeTest::twice, value(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.resume(first.id(), options))
                .withMessageContaining("is one of flow \"orders\", not of flow \"other\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow("1").resume("01zzz", options))
                .withMessageContaining("There is no record of run \"01zzz\" in " + directory.resolve("runs"));
        resume(flow("1"), first); // the refusals gave it back
    }

    @Test
    void aSkippedTaskStaysSkippedAndACancelledRunGoesOn() {
        Flow flow = Flow.define("branches", f -> {
            Output<Integer> number =
                    f.task(ResumeTest::twice, value(4)).named("number").version("1");
            f.task(ResumeTest::twice, value(1)).named("closed").version("1").onlyIf(number.is(7));
            f.task(ResumeTest::twice, number)
                    .named("last")
                    .trigger(Trigger.MANUAL)
                    .version("1");
        });
        FlowRun first = flow.run(options);
        assertThat(first.state()).isInstanceOf(State.Paused.class);
        first.cancel("enough");
        first.completion().toCompletableFuture().join();
        calls();
        FlowRun second = flow.resume(first.id(), options.resume("last"));
        assertThat(second.state().name()).isEqualTo("Success");
        assertThat(second.task("closed").state().name()).isEqualTo("Skipped");
        assertThat(calls()).containsExactly("last");
        assertThat(second.task("last").value()).isEqualTo(16);
    }
}
