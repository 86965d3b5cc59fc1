package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Judgement.Accepted;
import dev.reeve.server.ledger.Judgement.Line;
import dev.reeve.server.ledger.Judgement.Refused;
import dev.reeve.server.ledger.Judgement.TaskRow;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one batch over an image that stays as it is. Pure: what happens to a state is for the step functions to
 * say, what may happen at all also for {@link Order}. Used once.
 */
final class Judge {
    private final RunImage image;
    private final Map<TaskKey, TaskRow> changed = new LinkedHashMap<>();
    private final List<Line> history = new ArrayList<>();
    private final Order order;
    private State run;
    private @Nullable Instant runChanged;

    private Judge(RunImage image) {
        this.image = image;
        this.run = image.state;
        this.order = new Order(image.structure, this::task);
    }

    static Judgement judge(RunImage image, Batch batch) {
        Judge judge = new Judge(image);
        for (int i = 0; i < batch.entries().size(); i++) {
            String why = judge.take(batch.entries().get(i));
            if (why != null) {
                return new Refused(i, "run " + image.run + ": " + why);
            }
        }
        return new Accepted(judge.history, judge.changed, judge.run, judge.runChanged, judge.run.isFinished());
    }

    /** Null if that may be, else why not. */
    private @Nullable String take(Entry entry) {
        return switch (entry) {
            case Entry.OfRun e -> ofRun(e);
            case Entry.OfTask e -> ofTask(e);
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
                history.add(new Line(null, run, entry.at()));
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
                        next.isFinished() ? entry.result() : null));
        history.add(new Line(entry.key(), next, entry.at()));
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
