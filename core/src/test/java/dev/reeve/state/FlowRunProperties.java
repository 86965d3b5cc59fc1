package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of a flow run whatever happens to it, in whatever order. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class FlowRunProperties {
    /** One event and what came of it. */
    record Passage(State from, FlowEvent event, Step step, State to) {}

    @Provide
    Arbitrary<List<FlowEvent>> stories() {
        Arbitrary<FlowEvent> finished = TaskEvents.upstreams().map(FlowEvent.TasksFinished::new);
        Arbitrary<FlowEvent> others = Arbitraries.of(List.copyOf(FlowStepTable.EVENTS.values()));
        return Arbitraries.oneOf(others, others, others, finished).list().ofMaxSize(40);
    }

    @Property
    void finishedStaysFinishedWithinAnEpoch(@ForAll("stories") List<FlowEvent> story) {
        for (Passage passage : told(story)) {
            if (passage.event() instanceof FlowEvent.Reopened) {
                assertThat(passage.step() instanceof Step.Moved)
                        .isEqualTo(passage.from().isFinished());
            } else if (passage.from().isFinished()) {
                assertThat(passage.step()).isInstanceOf(Step.Refused.class);
            }
        }
    }

    @Property
    void noFailureOrCancellationIsReportedAsSuccess(@ForAll("stories") List<FlowEvent> story) {
        for (Passage passage : told(story)) {
            if (!passage.from().isFinished() && passage.to().isSuccessful()) {
                assertThat(passage.from()).isInstanceOf(State.Running.class);
                assertThat(passage.event())
                        .isInstanceOfSatisfying(
                                FlowEvent.TasksFinished.class,
                                event ->
                                        assertThat(event.reference().troubled()).isFalse());
            }
        }
    }

    @Property
    void whoeverFinishesIsAnnounced(@ForAll("stories") List<FlowEvent> story) {
        for (Passage passage : told(story)) {
            if (passage.step() instanceof Step.Moved moved) {
                assertThat(moved.effect() == Effect.FINISH)
                        .isEqualTo(moved.next().isFinished());
            }
        }
    }

    @Property
    void everyRunCanBeBroughtToAnEnd(@ForAll("stories") List<FlowEvent> story) {
        for (Passage passage : told(story)) {
            State asked = after(passage.to(), FlowStep.step(passage.to(), new FlowEvent.CancelRequested("enough")));
            State state = after(asked, FlowStep.step(asked, new FlowEvent.TasksFinished(new Upstreams(1, 0, 0, 1, 0))));
            assertThat(state.isFinished()).as("%s stopped", passage.to()).isTrue();
        }
    }

    @Property
    void theSameQuestionHasTheSameAnswer(@ForAll("stories") List<FlowEvent> story) {
        assertThat(told(story)).isEqualTo(told(story));
    }

    @Example
    void theStoriesGoEverywhere() {
        Set<String> seen = new TreeSet<>();
        Draws.of(stories(), 1_000)
                .forEach(story ->
                        told(story).forEach(passage -> seen.add(passage.to().name())));

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "Pending",
                        "Scheduled",
                        "Queued",
                        "Paused",
                        "Running",
                        "Cancelling",
                        "Success",
                        "Failed",
                        "TimedOut",
                        "Crashed",
                        "Cancelled");
    }

    private static List<Passage> told(List<FlowEvent> story) {
        List<Passage> passages = new ArrayList<>();
        State state = State.Pending.NOW;
        for (FlowEvent event : story) {
            Step step = FlowStep.step(state, event);
            State next = after(state, step);
            passages.add(new Passage(state, event, step, next));
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
}
