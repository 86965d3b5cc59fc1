package dev.reeve.testing.assertions;

import dev.reeve.TaskOutcome;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import dev.reeve.testing.LogLine;
import dev.reeve.testing.TestRun;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a run or of a task, for people who see that it is not what they expected. */
final class Explained {
    private static final int MOST = 20;

    private Explained() {}

    /** The run, and its tasks that did not simply succeed. */
    static String run(TestRun run) {
        StringBuilder text = new StringBuilder("\n  run:   ").append(words(run.state()));
        int told = 0;
        for (TaskOutcome task : run.flowRun().tasks()) {
            if (++told <= MOST) {
                text.append("\n  task:  ").append(task.name()).append(" is ").append(words(task.state()));
            }
        }
        return text.append(told > MOST ? "\n  and " + (told - MOST) + " other tasks" : "")
                .toString();
    }

    /** A task, with its states, calls and lines of the log. */
    static String task(TestRun run, String label) {
        TaskOutcome task = run.task(label);
        StringBuilder text = new StringBuilder("\n  states:  ").append(states(task.history()));
        if (!task.state().message().isEmpty()) {
            text.append("\n  message: ").append(task.state().message());
        }
        String children = task.children().stream()
                .collect(Collectors.groupingBy(child -> child.state().name(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        text.append(children.isEmpty() ? "" : "\n  children: " + children);
        lines(text, "call", run.calls(label));
        lines(text, "log", run.log(label).stream().map(LogLine::toString).toList());
        return text.toString();
    }

    static void lines(StringBuilder text, String what, List<?> lines) {
        lines.stream()
                .limit(MOST)
                .forEach(line -> text.append("\n  ")
                        .append(what)
                        .append(":")
                        .append(" ".repeat(Math.max(1, 8 - what.length())))
                        .append(line));
        if (lines.size() > MOST) {
            text.append("\n  and ").append(lines.size() - MOST).append(" more");
        }
    }

    static String states(List<RunView.Entry> history) {
        return history.stream().map(entry -> entry.state().name()).collect(Collectors.joining(", "));
    }

    static String words(State state) {
        return state.message().isEmpty() ? state.name() : state.name() + ": " + state.message();
    }
}
