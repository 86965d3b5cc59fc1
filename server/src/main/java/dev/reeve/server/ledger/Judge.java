package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Judgement.Accepted;
import dev.reeve.server.ledger.Judgement.Inside;
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
import java.util.UUID;
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
    private final Map<TaskKey, String> workers = new HashMap<>();
    private final Order order;
    private final Tallies tallies;
    private final Map<UUID, Judge> inside = new LinkedHashMap<>();
    private final @Nullable InnerRun opened;
    private State run;
    private @Nullable Instant runChanged;
    private int entry;

    private Judge(RunImage image, @Nullable InnerRun opened) {
        this.opened = opened;
        this.image = image;
        this.run = image.state;
        this.order = new Order(image.structure, this::task);
        this.tallies = new Tallies(image.structure, this::task, this::isKnown);
    }

    static Judgement judge(RunImage image, Batch batch) {
        Judge judge = new Judge(image, null);
        for (int i = 0; i < batch.entries().size(); i++) {
            judge.entry = i;
            String why = judge.take(batch.entries().get(i));
            if (why != null) {
                return new Refused(i, "run " + image.run + ": " + why);
            }
        }
        return judge.accepted();
    }

    private Accepted accepted() {
        List<Inside> parts = new ArrayList<>();
        inside.values().forEach(each -> parts.add(new Inside(each.image, each.opened, each.accepted())));
        return new Accepted(history, changed, run, runChanged, run.isFinished(), results, workers, parts);
    }

    /** Null if that may be, else why not. */
    private @Nullable String take(Entry entry) {
        return switch (entry) {
            case Entry.OfRun e -> ofRun(e);
            case Entry.OfTask e -> ofTask(e);
            case Entry.Became e -> e.key() == null ? runBecame(e) : taskBecame(e, e.key());
            case Entry.Told e -> told(e);
            case Entry.Called e -> called(e);
            case Entry.Opened e -> opened(e);
            case Entry.Within e -> within(e);
        };
    }

    private @Nullable String within(Entry.Within wrapped) {
        Judge part = part(wrapped.run());
        if (part == null || part.image.epoch != image.epoch) {
            return "no run " + wrapped.run() + " within it was told to begin in epoch " + image.epoch;
        }
        part.entry = entry;
        String why = part.take(wrapped.entry());
        return why == null ? null : "run " + wrapped.run() + " within it: " + why;
    }

    private @Nullable Judge part(UUID id) {
        Judge known = inside.get(id);
        RunImage before = known == null ? image.inside.get(id) : null;
        if (before != null) {
            known = new Judge(before, null);
            inside.put(id, known);
        }
        return known;
    }

    private @Nullable String opened(Entry.Opened told) {
        InnerRun inner = told.run();
        TaskKey key = inner.parent().key();
        Judge parent = inner.parent().run().equals(image.run)
                ? this
                : part(inner.parent().run());
        if (parent == null || parent.image.epoch != image.epoch) {
            return "run " + inner.parent().run() + ", of which a run is said to be a task, did not begin within it";
        }
        List<FlowStructure.Node> nodes = parent.image.structure.tasks();
        if (key.task() < 0
                || key.task() >= nodes.size()
                || !nodes.get(key.task()).kind().launches()) {
            return "task " + key.task() + " of run " + parent.image.run + " runs no flow";
        }
        if (parent.task(key).isFinished() || parent.task(key) instanceof State.Unstarted) {
            return parent.order.label(key) + ", which is " + parent.task(key).name() + ", began no run";
        }
        Judge earlier = part(inner.id());
        if (earlier != null && earlier.image.epoch == image.epoch) {
            return "run " + inner.id() + " within it has begun before in this epoch";
        }
        Judge begun = new Judge(
                RunImage.inner(image, inner, parent.image.depth + 1, earlier == null ? null : earlier.image), inner);
        begun.entry = entry;
        begun.runChanged = told.at();
        begun.history.add(new Line(entry, null, new StateColumns(StateColumns.TOLD, told.what()), told.at()));
        inside.put(inner.id(), begun);
        return null;
    }

    private @Nullable String ofRun(Entry.OfRun told) {
        String why = order.forbids(run, told.event());
        if (why != null) {
            return why;
        }
        return switch (FlowStep.step(run, told.event())) {
            case Step.Refused refused -> refused.why();
            case Step.Moved moved -> {
                run = moved.next();
                runChanged = told.at();
                history.add(new Line(entry, null, StateColumns.of(run), told.at()));
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

    private @Nullable String taskBecame(Entry.Became told, TaskKey key) {
        if (key.task() < 0 || key.task() >= image.structure.tasks().size() || key.index() < -1) {
            return order.forbids(run, key, TaskEvent.Due.NOW, image.epoch);
        }
        boolean anew = told.from().equals(State.Pending.NOW.name()) && image.earlier.contains(key);
        if (anew && !changed.containsKey(key)) {
            changed.put(key, new TaskRow(State.Pending.NOW, 0, null, null, null));
        }
        State before = task(key);
        if (told.to() instanceof State.Pending && image.earlier.contains(key) && !changed.containsKey(key)) {
            changed.put(key, new TaskRow(State.Pending.NOW, 0, null, null, null));
            history.add(new Line(entry, key, StateColumns.of(State.Pending.NOW), told.at()));
            return null;
        }
        FlowStructure.Node node = image.structure.tasks().get(key.task());
        Optional<TaskEvent> event = Following.task(node.policy(), before, told.to(), told.at(), tallies.children(key));
        return event.isEmpty()
                ? order.label(key) + ", which is " + before.name() + ", does not become "
                        + told.to().name()
                : ofTask(new Entry.OfTask(key, event.get(), told.at(), told.result()));
    }

    private @Nullable String told(Entry.Told said) {
        TaskKey key = said.key();
        if (key != null && said.result() != null) {
            results.put(key, said.result());
        }
        history.add(new Line(entry, key, new StateColumns(StateColumns.TOLD, said.what()), said.at()));
        return null;
    }

    private @Nullable String called(Entry.Called said) {
        workers.put(said.key(), said.worker());
        history.add(new Line(entry, said.key(), new StateColumns(StateColumns.TOLD, said.what()), said.at()));
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

    private void change(Entry.OfTask told, State next) {
        TaskRow before = changed.get(told.key());
        int attempt = StateColumns.attempt(next);
        if (attempt == 0 || begins(told.event())) {
            workers.remove(told.key()); // that was before it began anew
        }
        Instant started = before == null ? null : before.startedAt();
        changed.put(
                told.key(),
                new TaskRow(
                        next,
                        attempt == StateColumns.KEPT && before != null ? before.attempt() : attempt,
                        begins(told.event()) ? told.at() : started,
                        next.isFinished() ? told.at() : null,
                        next.isFinished() ? result(told) : null));
        history.add(new Line(entry, told.key(), StateColumns.of(next), told.at()));
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
