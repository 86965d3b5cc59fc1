package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Judgement.Accepted;
import dev.reeve.server.ledger.Judgement.Line;
import dev.reeve.server.ledger.Judgement.Refused;
import dev.reeve.server.ledger.Judgement.TaskRow;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.Following;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import dev.reeve.state.Upstreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one batch over an image that stays as it is. Pure: what happens to a state is for the step functions to
 * say, what may happen at all also for {@link Order}. Used once.
 */
final class Judge {
    private final RunImage image;
    private final Map<TaskKey, TaskRow> changed = new LinkedHashMap<>();
    private final List<Line> history = new ArrayList<>();
    private final Map<TaskKey, String> results = new HashMap<>();
    private final Order order;
    private final Tallies tallies;
    private State run;
    private @Nullable Instant runChanged;

    private Judge(RunImage image) {
        this.image = image;
        this.run = image.state;
        this.order = new Order(image.structure, this::task);
        this.tallies = new Tallies(image.structure, this::task, this::isKnown);
    }

    static Judgement judge(RunImage image, Batch batch) {
        Judge judge = new Judge(image);
        for (int i = 0; i < batch.entries().size(); i++) {
            String why = judge.take(batch.entries().get(i));
            if (why != null) {
                return new Refused(i, "run " + image.run + ": " + why);
            }
        }
        return new Accepted(
                judge.history, judge.changed, judge.run, judge.runChanged, judge.run.isFinished(), judge.results);
    }

    /** Null if that may be, else why not. */
    private @Nullable String take(Entry entry) {
        return switch (entry) {
            case Entry.OfRun e -> ofRun(e);
            case Entry.OfTask e -> ofTask(e);
            case Entry.Became e -> e.key() == null ? runBecame(e) : taskBecame(e, e.key());
            case Entry.Told e -> told(e);
        };
    }

    private @Nullable String ofRun(Entry.OfRun entry) {
        String why = order.forbids(run, entry.event());
        if (why != null) {
            return why;
        }
        return switch (FlowStep.step(run, entry.event())) {
            case Step.Refused refused -> refused.why();
            case Step.Moved moved -> {
                run = moved.next();
                runChanged = entry.at();
                history.add(new Line(null, StateColumns.of(run), entry.at()));
                yield null;
            }
        };
    }

    private @Nullable String ofTask(Entry.OfTask entry) {
        TaskKey key = entry.key();
        String why = order.forbids(run, key, entry.event(), image.epoch);
        if (why != null) {
            return why;
        }
        State before = task(key);
        FlowStructure.Node node = image.structure.tasks().get(key.task());
        return switch (TaskStep.step(node.policy(), before, entry.event(), entry.at())) {
            case Step.Refused refused -> order.label(key) + ": " + refused.why();
            case Step.Moved moved -> {
                change(entry, moved.next());
                yield null;
            }
        };
    }

    private @Nullable String runBecame(Entry.Became entry) {
        Upstreams reference = tallies.reference();
        FlowEvent event = Following.flow(run, entry.to(), reference)
                .orElseGet(() -> ended(entry.to(), new FlowEvent.TasksFinished(reference)));
        return event == null
                ? "a flow run that is " + run.name() + " does not become "
                        + entry.to().name()
                : ofRun(new Entry.OfRun(event, entry.at()));
    }

    /** An end that is the same and says it in other words, as where the teller counts what was never told. */
    private @Nullable FlowEvent ended(State to, FlowEvent all) {
        boolean same = FlowStep.step(run, all) instanceof Step.Moved moved
                && moved.next().getClass() == to.getClass();
        return same ? all : null;
    }

    private @Nullable String taskBecame(Entry.Became entry, TaskKey key) {
        if (key.task() < 0 || key.task() >= image.structure.tasks().size() || key.index() < -1) {
            return order.forbids(run, key, TaskEvent.Due.NOW, image.epoch);
        }
        boolean anew = entry.from().equals(State.Pending.NOW.name()) && image.earlier.contains(key);
        if (anew && !changed.containsKey(key)) {
            changed.put(key, new TaskRow(State.Pending.NOW, 0, null, null, null));
        }
        State before = task(key);
        if (entry.to() instanceof State.Pending && image.earlier.contains(key) && !changed.containsKey(key)) {
            changed.put(key, new TaskRow(State.Pending.NOW, 0, null, null, null));
            history.add(new Line(key, StateColumns.of(State.Pending.NOW), entry.at()));
            return null;
        }
        FlowStructure.Node node = image.structure.tasks().get(key.task());
        Optional<TaskEvent> event =
                Following.task(node.policy(), before, entry.to(), entry.at(), tallies.children(key));
        return event.isEmpty()
                ? order.label(key) + ", which is " + before.name() + ", does not become "
                        + entry.to().name()
                : ofTask(new Entry.OfTask(key, event.get(), entry.at(), entry.result()));
    }

    private @Nullable String told(Entry.Told entry) {
        TaskKey key = entry.key();
        if (key != null && entry.result() != null) {
            results.put(key, entry.result());
        }
        history.add(new Line(key, new StateColumns(StateColumns.TOLD, entry.what()), entry.at()));
        return null;
    }

    private @Nullable String result(Entry.OfTask entry) {
        if (entry.result() != null) {
            return entry.result();
        }
        String told = results.get(entry.key());
        return told == null ? image.results.get(entry.key()) : told;
    }

    private boolean isKnown(TaskKey key) {
        return changed.containsKey(key) || image.tasks.containsKey(key);
    }

    private void change(Entry.OfTask entry, State next) {
        TaskRow before = changed.get(entry.key());
        int attempt = StateColumns.attempt(next);
        Instant started = before == null ? null : before.startedAt();
        changed.put(
                entry.key(),
                new TaskRow(
                        next,
                        attempt == StateColumns.KEPT && before != null ? before.attempt() : attempt,
                        begins(entry.event()) ? entry.at() : started,
                        next.isFinished() ? entry.at() : null,
                        next.isFinished() ? result(entry) : null));
        history.add(new Line(entry.key(), StateColumns.of(next), entry.at()));
    }

    private static boolean begins(TaskEvent event) {
        return event instanceof TaskEvent.Started started && started.attempt() == 1
                || event instanceof TaskEvent.Expanded;
    }

    private State task(TaskKey key) {
        TaskRow row = changed.get(key);
        return row == null ? image.task(key) : row.state();
    }
}
