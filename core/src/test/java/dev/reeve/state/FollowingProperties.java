package dev.reeve.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Which state may follow which is what the step functions say, told from the two states alone. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class FollowingProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<State> ALL = List.of(
            State.Pending.NOW,
            new State.Scheduled(NOW),
            State.Queued.FIRST,
            new State.Paused(Tries.FIRST, "ask", null),
            new State.Retrying(new Tries(2, 1), NOW, "broken"),
            State.Running.FIRST,
            new State.Mapped(2),
            new State.Cancelling(Tries.FIRST, "enough"),
            State.Success.PLAIN,
            new State.Cached("target"),
            new State.Skipped("no"),
            new State.Failed(Failure.because("broken"), 1),
            new State.TimedOut(Duration.ofSeconds(1), 1),
            new State.TriggerFailed("no"),
            new State.Crashed("lost", 1),
            new State.Cancelled("enough"));

    record Happening(TaskEvent event, Instant at) {}

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

    @Provide
    Arbitrary<List<FlowEvent>> flowStories() {
        Arbitrary<FlowEvent> finished = TaskEvents.upstreams().map(FlowEvent.TasksFinished::new);
        Arbitrary<FlowEvent> others = Arbitraries.of(List.copyOf(FlowStepTable.EVENTS.values()));
        return Arbitraries.oneOf(others, others, others, finished).list().ofMaxSize(40);
    }

    @Property
    void whateverATaskRunComesToIsFoundAgain(
            @ForAll("policies") TaskPolicy policy, @ForAll("stories") List<Happening> story) {
        State state = State.Pending.NOW;
        for (Happening happening : story) {
            if (!(TaskStep.step(policy, state, happening.event(), happening.at()) instanceof Step.Moved moved)) {
                continue;
            }
            Upstreams children =
                    happening.event() instanceof TaskEvent.ChildrenFinished all ? all.children() : Upstreams.NONE;
            boolean told = !moved.next().equals(state) && !(happening.event() instanceof TaskEvent.Reopened);
            if (told) {
                Optional<TaskEvent> found = Following.task(policy, state, moved.next(), happening.at(), children);
                assertThat(found)
                        .as("%s by %s to %s", state, happening, moved.next())
                        .isPresent();
            }
            state = moved.next();
        }
    }

    @Property
    void whateverAFlowRunComesToIsFoundAgain(@ForAll("flowStories") List<FlowEvent> story) {
        State state = State.Pending.NOW;
        for (FlowEvent event : story) {
            if (!(FlowStep.step(state, event) instanceof Step.Moved moved)) {
                continue;
            }
            Upstreams reference = event instanceof FlowEvent.TasksFinished all ? all.reference() : Upstreams.NONE;
            boolean ofTheServer = event instanceof FlowEvent.Reopened || event instanceof FlowEvent.Planned;
            if (!moved.next().equals(state) && !ofTheServer) {
                assertThat(Following.flow(state, moved.next(), reference))
                        .as("%s by %s to %s", state, event, moved.next())
                        .isPresent();
            }
            state = moved.next();
        }
    }

    @Example
    void ofEachPairOfStatesItIsKnownWhetherTheyFollow() {
        List<String> tasks = new ArrayList<>();
        List<String> flows = new ArrayList<>();
        for (State from : ALL) {
            for (State to : ALL) {
                if (Following.task(new TaskPolicy(1, SkipRule.WHOLE_NODES), from, to, NOW, Upstreams.NONE)
                        .isPresent()) {
                    tasks.add(from.name() + " " + to.name());
                }
                if (Following.flow(from, to, Upstreams.NONE).isPresent()) {
                    flows.add(from.name() + " " + to.name());
                }
            }
        }
        assertThat(tasks)
                .containsExactly(
                        "Pending Queued",
                        "Pending Paused",
                        "Pending Mapped",
                        "Pending Skipped",
                        "Pending TriggerFailed",
                        "Pending Cancelled",
                        "Scheduled Queued",
                        "Scheduled Cancelled",
                        "Queued Queued",
                        "Queued Running",
                        "Queued Mapped",
                        "Queued Cached",
                        "Queued Cancelled",
                        "Paused Queued",
                        "Paused Cancelled",
                        "Retrying Cancelled",
                        "Running Retrying",
                        "Running Cancelling",
                        "Running Success",
                        "Running Skipped",
                        "Running Failed",
                        "Running TimedOut",
                        "Running Crashed",
                        "Mapped Success",
                        "Cancelling Cancelling",
                        "Cancelling Cancelled");
        assertThat(flows)
                .containsExactly(
                        "Pending Queued",
                        "Pending Running",
                        "Pending Cancelled",
                        "Scheduled Queued",
                        "Scheduled Running",
                        "Scheduled Cancelled",
                        "Queued Queued",
                        "Queued Running",
                        "Queued Cancelled",
                        "Paused Running",
                        "Paused TimedOut",
                        "Paused Crashed",
                        "Paused Cancelled",
                        "Running Paused",
                        "Running Cancelling",
                        "Running TimedOut",
                        "Running Crashed",
                        "Cancelling Cancelling",
                        "Cancelling Cancelled");
    }

    @Example
    void runEndsAsItsTasksSayAndInTheirWords() {
        Upstreams failed = new Upstreams(2, 0, 1, 0, 0);
        State told = new State.Failed(Failure.because("1 of 3 reference tasks failed"), 1);

        assertThat(Following.flow(State.Running.FIRST, told, failed)).contains(new FlowEvent.TasksFinished(failed));
        assertThat(Following.flow(State.Running.FIRST, told, Upstreams.NONE)).isEmpty();
        assertThat(Following.flow(State.Running.FIRST, State.Success.PLAIN, failed))
                .isEmpty();
    }

    @Example
    void retryIsNoMoreThanTheTaskHas() {
        State again = new State.Retrying(new Tries(2, 1), NOW.plusSeconds(5), "broken");

        assertThat(Following.task(new TaskPolicy(1, SkipRule.NOTHING), State.Running.FIRST, again, NOW, Upstreams.NONE))
                .isPresent();
        assertThat(Following.task(TaskPolicy.DEFAULT, State.Running.FIRST, again, NOW, Upstreams.NONE))
                .isEmpty();
    }
}
