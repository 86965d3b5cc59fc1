package dev.reeve.cli.run;

import dev.reeve.FlowRun;
import dev.reeve.TaskOutcome;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why tasks failed, for people: the exception, where in the user's code it was thrown, and its causes. */
public final class FailureText {
    private static final int MOST_FAILURES = 5;
    private static final int MOST_FRAMES = 8;
    private static final int MOST_CAUSES = 5;

    private FailureText() {}

    /**
     * Lines about the first few tasks that failed by themselves.
     *
     * @param whole whether stack traces are whole, the engine's part too
     */
    public static List<String> lines(FlowRun run, boolean whole) {
        List<TaskOutcome> failed = run.tasks().stream()
                .flatMap(FailureText::withChildren)
                .filter(task -> task.state() instanceof State.Failed)
                .limit(MOST_FAILURES + 1L)
                .toList();
        List<String> lines = new ArrayList<>();
        for (TaskOutcome task : failed.subList(0, Math.min(failed.size(), MOST_FAILURES))) {
            Failure failure = task.error().orElseThrow();
            String label = task.name() + (task.mapIndex() < 0 ? "" : "[" + task.mapIndex() + "]");
            String named = task.runName().equals(label) ? "" : " (" + Shown.clean(task.runName()) + ")";
            String on = task.worker().isEmpty() ? "" : " on worker " + Shown.clean(task.worker());
            lines.add("");
            lines.add(Shown.clean(label) + named + " failed" + on + ": " + Shown.clean(failure.oneLine()));
            if (whole) {
                Shown.cleanLines(failure.stackTrace()).lines().forEach(lines::add);
            } else {
                frames(failure.cause(), lines);
            }
        }
        if (failed.size() > MOST_FAILURES) {
            lines.add("");
            lines.add("More tasks failed; --output json names all.");
        }
        return lines;
    }

    /** Of a mapped task its children failed, and each for its own reason. */
    private static Stream<TaskOutcome> withChildren(TaskOutcome task) {
        List<TaskOutcome> children = task.children();
        return children.isEmpty() ? Stream.of(task) : children.stream();
    }

    private static void frames(@Nullable Throwable thrown, List<String> lines) {
        int causes = 0;
        for (Throwable cause = thrown; cause != null && causes <= MOST_CAUSES; cause = cause.getCause()) {
            if (causes++ > 0) {
                lines.add("  caused by " + Shown.clean(Failure.of(cause).oneLine()));
            }
            places(cause, lines);
        }
    }

    /** Where it was thrown and the way there through the user's code; what the JDK did in between says nothing. */
    private static void places(Throwable cause, List<String> lines) {
        int shown = 0;
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (isOurs(frame.getClassName()) || shown == MOST_FRAMES) {
                return;
            }
            if (shown == 0 || !isOfTheJdk(frame)) {
                // without the name of our class loader, which is of no use to anybody
                lines.add("    at " + Shown.clean(frame.toString()).replaceFirst("^user//", ""));
                shown++;
            }
        }
    }

    private static boolean isOfTheJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** From there on down it is how the engine calls tasks. */
    private static boolean isOurs(String name) {
        return name.startsWith("dev.reeve.engine.")
                || name.startsWith("dev.reeve.graph.")
                || name.matches("dev\\.reeve\\.[A-Z].*");
    }
}
