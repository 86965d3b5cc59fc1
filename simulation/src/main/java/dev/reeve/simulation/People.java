package dev.reeve.simulation;

import dev.reeve.Approval;
import dev.reeve.simulation.flow.DrawnFlow.DrawnNode;
import dev.reeve.simulation.flow.DrawnFlow.Kind;
import dev.reeve.simulation.flow.Lots;
import dev.reeve.simulation.world.World;
import dev.reeve.spi.ActiveRun;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Those who look what waits for a person in a run, and answer: now and then two of them the same. */
final class People {
    /** Who answers where nothing interferes. */
    static final String ADA = "ada";

    /** What somebody said to a task. */
    static final class Answer {
        /** What it gives the task; null if the person only let it go on. */
        final @Nullable Object value;
        /** Whether it was told that the task does not wait for it. */
        boolean refused;
        /** Whether it was told that it counts. */
        boolean taken;

        private Answer(@Nullable Object value) {
            this.value = value;
        }
    }

    private final SimRun run;
    private final World world;
    private final Reached reached;
    /** What was said to each task run, by its path: who answers does not name attempts of what is around it. */
    private final Map<String, List<Answer>> answers = new HashMap<>();

    private int said;

    People(SimRun run, World world, Reached reached) {
        this.run = run;
        this.world = world;
        this.reached = reached;
    }

    /** What was said to a task run that it was not too late for. */
    List<Answer> answers(String path) {
        return answers.getOrDefault(path, List.of()).stream()
                .filter(answer -> !answer.refused)
                .toList();
    }

    /**
     * The answer that an approval took, so far as can be told: of the same task in several attempts of what is around it,
     * each took one, but those whose time ran out.
     */
    @Nullable
    Object answered(Seen seen, String label) {
        String path = run.path(seen.runId) + label;
        Instant mine = leftAt(seen, label);
        long before = run.everySeen().stream()
                .filter(other -> !other.runId.equals(seen.runId) && path.equals(run.path(other.runId) + label))
                .filter(other -> !ranOut(other, label))
                .map(other -> leftAt(other, label))
                .filter(at -> at.isBefore(mine))
                .count();
        List<Answer> taken =
                answers(path).stream().filter(answer -> answer.taken).toList();
        return before < taken.size()
                ? taken.get((int) before).value
                : answers(path).getFirst().value;
    }

    /** Whether a task run was seen to wait no more. */
    static boolean wentOn(Seen seen, String label) {
        return leftAt(seen, label).isBefore(Instant.MAX);
    }

    /** When a task run waited no more; the end of time if it does. */
    private static Instant leftAt(Seen seen, String label) {
        return seen.changes.stream()
                .filter(change -> change.taskLabel().equals(label)
                        && change.from() instanceof State.Paused
                        && change.to() instanceof State.Queued)
                .map(StateChange::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private static boolean ranOut(Seen seen, String label) {
        return seen.changes.stream()
                .anyMatch(change -> change.taskLabel().equals(label) && change.to() instanceof State.TimedOut);
    }

    /** Checks that no more answers were taken than task runs waited for. */
    void check() {
        answers.forEach((path, all) -> {
            long taken = all.stream().filter(answer -> answer.taken).count();
            long waits = run.everySeen().stream()
                    .flatMap(seen -> seen.changes.stream()
                            .filter(change -> change.from() instanceof State.Paused
                                    && change.to() instanceof State.Queued
                                    && path.equals(run.path(seen.runId) + change.taskLabel())))
                    .count();
            if (taken > waits) {
                run.wrong(path + " waited " + waits + " times, and took " + taken + " answers");
            }
        });
    }

    /** A task run waits for a person: it is answered some time later. */
    void asked(Seen seen, StateChange change) {
        if (change.to() instanceof State.Paused paused && (paused.until() == null || world.draw(2) == 0)) {
            answer(seen, change.task(), change.mapIndex());
            if (!run.plain() && world.draw(4) == 0) {
                answer(seen, change.task(), change.mapIndex());
            }
        }
    }

    private void answer(Seen seen, String task, int child) {
        DrawnNode node = seen.node(task);
        String label = Call.label(task, child);
        world.after(
                1 + world.draw(200),
                () -> run.active(started -> {
                    if (node != null) {
                        say(seen, node, label, started);
                    }
                }));
    }

    private void say(Seen seen, DrawnNode node, String label, ActiveRun started) {
        boolean plain = run.plain();
        String by = plain ? ADA : "person" + ++said;
        Object value = node.kind() == Kind.APPROVAL
                ? Lots.answer(seen.drawn.lot(), node.index(), by)
                : plain || world.draw(3) == 0 ? null : "answer " + by;
        boolean lets = node.kind() != Kind.APPROVAL && value == null || !plain && world.draw(8) == 0;
        Object given = lets && node.kind() == Kind.APPROVAL ? new Approval(true, "", by) : lets ? null : value;
        Answer answer = new Answer(given);
        String path = run.path(seen.runId) + label;
        answers.computeIfAbsent(path, key -> new ArrayList<>()).add(answer);
        run.say(() -> by + " says " + given + " to " + path);
        try {
            if (lets) {
                started.resume(path, by);
            } else {
                started.answer(path, value, by);
            }
            answer.taken = true;
            reached.fault(node.kind() == Kind.APPROVAL ? "approval answered" : "pause answered");
            run.restsAgain(started);
        } catch (IllegalStateException | NoSuchElementException refused) {
            answer.refused = true;
            reached.fault("answer refused");
            run.say(() -> path + " no longer waits: " + refused.getMessage());
        }
    }

    /** Somebody looks what waits for a person in a run that goes on: what waited before does not say so again. */
    void look() {
        world.after(
                1 + world.draw(200),
                () -> run.active(started -> waiting(started.view(), (id, label) -> {
                    Seen seen = run.seen(id);
                    int bracket = label.endsWith("]") ? label.indexOf('[') : -1;
                    if (bracket < 0) {
                        answer(seen, label, -1);
                    } else {
                        answer(
                                seen,
                                label.substring(0, bracket),
                                Integer.parseInt(label, bracket + 1, label.length() - 1, 10));
                    }
                })));
    }

    /** Told of a task run that waits for a person, and of which flow run it is part of. */
    interface Found {
        void in(String runId, String label);
    }

    static void waiting(RunView view, Found found) {
        for (int v = 0; v < view.graph().size(); v++) {
            for (int child = -1; child < Math.max(0, view.width(v)); child++) {
                State state = view.state(v, child);
                if (state instanceof State.Paused) {
                    found.in(view.id(), Call.label(view.graph().node(v).name(), child));
                } else if (state.isRunning()) {
                    view.flowRun(v, child).ifPresent(inside -> waiting(inside, found));
                }
            }
        }
    }

    /** All of them, for those who only count. */
    static List<String> waiting(RunView view) {
        List<String> labels = new ArrayList<>();
        waiting(view, (id, label) -> labels.add(label));
        return labels;
    }
}
