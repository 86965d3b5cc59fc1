package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of a task run whatever happens to it, in whatever order. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class TaskRunProperties {
    /** An event and when it came. */
    record Happening(TaskEvent event, Instant at) {}

    /** One happening and what came of it. */
    record Passage(State from, Happening happening, Step step, State to) {}

    @Provide
    Arbitrary<List<Happening>> stories() {
        return Combinators.combine(TaskEvents.all(), TaskEvents.times())
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<TaskPolicy> policies() {
        return TaskEvents.policies();
    }

    @Property
    void finishedStaysFinishedWithinAnEpoch(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        for (Passage passage : told(policy, story)) {
            if (passage.from().isFinished() && !(passage.happening().event() instanceof TaskEvent.Reopened)) {
                assertThat(passage.step()).isInstanceOf(Step.Refused.class);
            }
        }
    }

    @Property
    void onlyAFinishedRunIsReopened(@ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        for (Passage passage : told(policy, story)) {
            if (passage.happening().event() instanceof TaskEvent.Reopened) {
                assertThat(passage.step() instanceof Step.Moved)
                        .isEqualTo(passage.from().isFinished());
            }
        }
    }

    @Property
    void attemptsNeverExceedTheRetriesAndWhatTheTaskAskedForItself(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        int started = 0;
        int requested = 0;
        for (Passage passage : told(policy, story)) {
            if (passage.from().isFinished() && !passage.to().isFinished()) { // a new epoch
                started = 0;
                requested = 0;
            }
            if (passage.to() instanceof State.Running && !(passage.from() instanceof State.Running)) {
                started++;
            }
            boolean asked = passage.happening().event() instanceof TaskEvent.RetryRequested
                    || passage.happening().event() instanceof TaskEvent.PauseRequested;
            if (passage.happening().event() instanceof TaskEvent.Turned && passage.step() instanceof Step.Moved) {
                started = 0; // the next turn of a loop has retries of its own
                requested = 0;
            }
            if (asked && passage.from() instanceof State.Running && passage.step() instanceof Step.Moved) {
                requested++;
            }
            assertThat(started).isLessThanOrEqualTo(policy.retries() + 1 + requested);
        }
    }

    @Property
    void theAttemptThatRunsIsTheOneThatIsCounted(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        int started = 0;
        for (Passage passage : told(policy, story)) {
            if (passage.from().isFinished() && !passage.to().isFinished()) {
                started = 0;
            }
            if (passage.to() instanceof State.Running running && !(passage.from() instanceof State.Running)) {
                assertThat(running.tries().attempt()).isEqualTo(++started);
            }
        }
    }

    @Property
    void whatComesFromAnotherAttemptChangesNothing(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        for (Passage passage : told(policy, story)) {
            if (passage.happening().event() instanceof TaskEvent.OfAttempt of
                    && of.attempt() != attemptOf(passage.from())) {
                assertThat(passage.step()).isInstanceOf(Step.Refused.class);
            }
        }
    }

    @Property
    void noFailureOrCancellationIsReportedAsSuccess(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        for (Passage passage : told(policy, story)) {
            if (passage.from().isFinished() || !passage.to().isSuccessful()) {
                continue;
            }
            boolean well = switch (passage.happening().event()) {
                case TaskEvent.Returned e -> true;
                case TaskEvent.Reused e -> true;
                case TaskEvent.SkipRequested e -> true;
                case TaskEvent.UpstreamsFinished e ->
                    !(e.verdict() instanceof Verdict.Fail) || !e.upstreams().troubled();
                case TaskEvent.ChildrenFinished e -> !e.children().troubled();
                case TaskEvent e -> false;
            };
            assertThat(well).as("%s", passage).isTrue();
            assertThat(passage.from()).isNotInstanceOf(State.Cancelling.class);
        }
    }

    @Property
    void whoeverFinishesIsAnnouncedOnceAndWhoeverMayRunGetsASlot(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        for (Passage passage : told(policy, story)) {
            if (passage.step() instanceof Step.Moved moved) {
                assertThat(moved.effect() == Effect.FINISH)
                        .isEqualTo(moved.next().isFinished());
                if (moved.next() instanceof State.Queued queued) {
                    assertThat(moved.effect() == Effect.RUN)
                            .isEqualTo(queued.reason().isEmpty());
                }
                boolean waitsForATime = moved.next() instanceof State.Retrying
                        || moved.next() instanceof State.Paused paused && paused.until() != null;
                assertThat(moved.effect() == Effect.WAKE).isEqualTo(waitsForATime);
            }
        }
    }

    @Property
    void everyRunCanBeBroughtToAnEnd(@ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        List<TaskEvent> stop = List.of(
                new TaskEvent.CancelRequested("enough"),
                new TaskEvent.Abandoned("did not stop"),
                new TaskEvent.ChildrenFinished(new Upstreams(0, 0, 0, 2, 0)));
        for (Passage passage : told(policy, story)) {
            State state = passage.to();
            for (TaskEvent event : stop) {
                state = after(
                        state,
                        TaskStep.step(policy, state, event, passage.happening().at()));
            }
            assertThat(state.isFinished()).as("%s stopped", passage.to()).isTrue();
        }
    }

    @Property
    void theSameQuestionHasTheSameAnswer(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        assertThat(told(policy, story)).isEqualTo(told(policy, story));
    }

    @Example
    void theStoriesGoEverywhere() {
        Set<String> seen = new TreeSet<>();
        Arbitrary<List<Passage>> passages =
                Combinators.combine(policies(), stories()).as(this::told);
        Draws.of(passages, 20_000)
                .forEach(story -> story.forEach(passage -> seen.add(passage.to().name())));

        Set<String> reachable = new TreeSet<>(Sealed.leaves(State.class));
        reachable.remove("Scheduled"); // of flow runs only: no event of a task leads there
        assertThat(seen).isEqualTo(reachable);
    }

    private List<Passage> told(TaskPolicy policy, List<Happening> story) {
        List<Passage> passages = new ArrayList<>();
        State state = State.Pending.NOW;
        for (Happening happening : story) {
            Step step = TaskStep.step(policy, state, happening.event(), happening.at());
            State next = after(state, step);
            passages.add(new Passage(state, happening, step, next));
            state = next;
        }
        return passages;
    }

    private static State after(State state, Step step) {
        return switch (step) {
            case Step.Moved moved -> moved.next();
            case Step.Refused refused -> state;
        };
    }

    /** The attempt whose events count in that state; 0 if no attempt's do. */
    private static int attemptOf(State state) {
        return switch (state) {
            case State.Queued s -> s.tries().attempt();
            case State.Running s -> s.tries().attempt();
            case State.Cancelling s -> s.tries().attempt();
            case State s -> 0;
        };
    }
}
