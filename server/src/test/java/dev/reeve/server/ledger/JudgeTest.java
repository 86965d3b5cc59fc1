package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.child;
import static dev.reeve.server.ledger.Desk.run;
import static dev.reeve.server.ledger.Desk.success;
import static dev.reeve.server.ledger.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Kind;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.state.Failure;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.Tries;
import dev.reeve.state.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the graph forbids beyond what the states do. */
class JudgeTest {
    private static final Node SOURCE = Node.task("source");
    private static final Node SINK = Node.task("sink", Upstream.data(0));

    private static Node mapped(String name, Upstream... upstreams) {
        return new Node(name, Kind.MAP, 0, SkipRule.WHOLE_NODES, true, List.of(upstreams), "");
    }

    private static RunImage image(State state, Node... nodes) {
        return new RunImage(new UUID(0, 0), 1, 1, new FlowStructure(List.of(nodes)), 1, 0, state);
    }

    private static String verdict(RunImage image, List<Entry> entries) {
        return switch (Judge.judge(image, new Batch(image.run, 1, 0, entries))) {
            case Judgement.Accepted accepted -> "accepted: " + accepted.run().name();
            case Judgement.Refused refused -> refused.entry() + ": " + refused.why();
        };
    }

    private static List<Entry> entries(Object... parts) {
        List<Entry> entries = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Entry entry) {
                entries.add(entry);
            } else {
                ((List<?>) part).forEach(each -> entries.add((Entry) each));
            }
        }
        return entries;
    }

    private static List<Entry> failure(int task) {
        return List.of(
                task(task, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(task, TaskEvent.Started.of(1)),
                task(task, new TaskEvent.Threw(1, Failure.because("broke"), RetryVerdict.NO)));
    }

    private static Entry ends(int successful, int failed) {
        return run(new FlowEvent.TasksFinished(new Upstreams(successful, 0, failed, 0, 0)));
    }

    @Test
    void nothingBeginsBeforeItsUpstreamEnded() {
        RunImage image = image(State.Running.FIRST, SOURCE, SINK);
        assertThat(verdict(image, success(1))).startsWith("0: ").contains("\"sink\"", "\"source\"", "Pending");
        assertThat(verdict(image, entries(success(0), success(1)))).startsWith("accepted");
        assertThat(verdict(image, entries(success(0).subList(0, 2), success(1))))
                .startsWith("2: ");
    }

    @Test
    void nothingBeginsBeforeItsRunDid() {
        RunImage image = image(new State.Queued(Tries.FIRST, "starting"), SOURCE);
        assertThat(verdict(image, success(0))).startsWith("0: ").contains("the run is Queued");
        assertThat(verdict(image, entries(run(new FlowEvent.Started()), success(0))))
                .startsWith("accepted");
    }

    @Test
    void runDoesNotEndBeforeTheTasksThatDecide() {
        RunImage image = image(State.Running.FIRST, SOURCE, SINK);
        assertThat(verdict(image, entries(success(0), ends(2, 0))))
                .startsWith("3: ")
                .contains("\"sink\"", "Pending");
    }

    @Test
    void noFailureIsReportedAsSuccess() {
        RunImage image = image(State.Running.FIRST, SOURCE, Node.task("other"));
        assertThat(verdict(image, entries(success(0), failure(1), ends(2, 0)))).startsWith("6: ");
        assertThat(verdict(image, entries(success(0), failure(1), ends(1, 1)))).isEqualTo("accepted: Failed");
        assertThat(verdict(image, entries(success(0), success(1), ends(1, 1)))).startsWith("6: ");
    }

    @Test
    void childRunsOnceTheChildBeforeItEndedAndNodesBesideEachOther() {
        RunImage image = image(State.Running.FIRST, mapped("first"), mapped("second", new Upstream(0, EdgeKind.EACH)));
        List<Entry> opened = entries(
                task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, new TaskEvent.Expanded(2)),
                task(1, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(1, new TaskEvent.Expanded(2)));
        List<Entry> second = entries(child(1, 1, TaskEvent.UpstreamsFinished.ALL_WELL));
        List<Entry> first = entries(
                child(0, 1, TaskEvent.UpstreamsFinished.ALL_WELL),
                child(0, 1, TaskEvent.Started.of(1)),
                child(0, 1, TaskEvent.Returned.of(1)));

        assertThat(verdict(image, entries(opened, second))).startsWith("4: ").contains("\"second[1]\"");
        assertThat(verdict(image, entries(opened, first, second))).startsWith("accepted");
        assertThat(verdict(image, entries(opened, child(0, 2, TaskEvent.UpstreamsFinished.ALL_WELL))))
                .contains("there is no task \"first[2]\"", "2 children");
    }

    @Test
    void mappedNodeEndsAsItsChildrenDid() {
        RunImage image = image(State.Running.FIRST, mapped("each"));
        List<Entry> opened = entries(
                task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, new TaskEvent.Expanded(1)),
                child(0, 0, TaskEvent.UpstreamsFinished.ALL_WELL),
                child(0, 0, TaskEvent.Started.of(1)));
        Entry fails = child(0, 0, new TaskEvent.Threw(1, Failure.because("broke"), RetryVerdict.NO));
        Entry well = task(0, new TaskEvent.ChildrenFinished(new Upstreams(1, 0, 0, 0, 0)));
        Entry badly = task(0, new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 1, 0, 0)));

        assertThat(verdict(image, entries(opened, well))).startsWith("4: ").contains("each[0]", "Running");
        assertThat(verdict(image, entries(opened, fails, well)))
                .startsWith("5: ")
                .contains("not what its children");
        assertThat(verdict(image, entries(opened, fails, badly))).startsWith("accepted");
    }

    @Test
    void reopeningNamesTheEpochOfItsBatch() {
        RunImage image = image(State.Running.FIRST, SOURCE);
        assertThat(verdict(image, entries(success(0), task(0, new TaskEvent.Reopened(2)))))
                .startsWith("3: ");
        assertThat(verdict(image, entries(success(0), task(0, new TaskEvent.Reopened(1)))))
                .startsWith("accepted");
    }

    @Test
    void imageStaysAsItIsUntilTheBatchIsWritten() {
        RunImage image = image(State.Running.FIRST, SOURCE);
        assertThat(verdict(image, success(0))).startsWith("accepted");
        assertThat(image.tasks).isEmpty();
        assertThat(image.seq).isZero();
    }

    @Test
    void attemptsAndTimesOfATaskAreThoseOfItsEvents() {
        Node retried = new Node("retried", Kind.TASK, 1, SkipRule.WHOLE_NODES, true, List.of(), "");
        RunImage image = image(State.Running.FIRST, retried);
        Batch batch = new Batch(
                image.run,
                1,
                0,
                List.of(
                        task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                        task(0, TaskEvent.Started.of(1)),
                        task(0, new TaskEvent.Threw(1, Failure.because("broke"), RetryVerdict.AT_ONCE)),
                        task(0, TaskEvent.Due.NOW),
                        Entry.of(TaskKey.of(0), TaskEvent.Started.of(2), Desk.AT.plusSeconds(5)),
                        new Entry.OfTask(TaskKey.of(0), TaskEvent.Returned.of(2), Desk.AT.plusSeconds(9), "file:/r")));

        assertThat(Judge.judge(image, batch))
                .isInstanceOfSatisfying(
                        Judgement.Accepted.class,
                        accepted -> assertThat(accepted.tasks().get(TaskKey.of(0)))
                                .isEqualTo(new Judgement.TaskRow(
                                        State.Success.PLAIN, 2, Desk.AT, Desk.AT.plusSeconds(9), "file:/r")));
    }
}
