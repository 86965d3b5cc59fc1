package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.Resumption;
import dev.reeve.api.Reopening;
import dev.reeve.api.ReuseRule;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.RecordedTask;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.graph.GraphNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What of a recorded run is used again. */
final class ReuseOptions {
    @Option(
            names = "--from",
            paramLabel = "TASK",
            description = "Runs that task again and all that comes after it; the rest stays, whatever its code.")
    private @Nullable String from;

    @Option(
            names = "--child",
            paramLabel = "N",
            description = "Only that child, from 0, of the mapped task that --from names, and what comes after it.")
    private @Nullable Integer child;

    @Option(
            names = "--reuse",
            paramLabel = "WHAT",
            converter = ReuseWord.class,
            description = "What a task must have kept to be used again: same-code (the default), same-graph, same-name,"
                    + " or nothing to run all again.")
    private Resumption.@Nullable Reuse reuse;

    /** The words of {@code --reuse}. */
    static final class ReuseWord implements ITypeConverter<Resumption.Reuse> {
        @Override
        public Resumption.Reuse convert(String text) {
            for (Resumption.Reuse each : Resumption.Reuse.values()) {
                if (each.name().replace('_', '-').equalsIgnoreCase(text)) {
                    return each;
                }
            }
            throw new TypeConversionException("\"" + text + "\" is none of same-code, same-graph, same-name, nothing");
        }
    }

    /**
     * What is asked of that run.
     *
     * @throws MistakeException if there is no such task or child
     */
    Resumption resumption(RecordedRun run, Flow flow) {
        Resumption resumption = Resumption.of(run.id());
        if (from != null) {
            String task = task(from, flow);
            resumption = child == null ? resumption.from(task) : resumption.from(task, child(task, child, run));
        } else if (child != null) {
            throw new MistakeException("--child needs the mapped task that it is one of: --from TASK --child " + child);
        }
        return reuse == null ? resumption : resumption.reuse(reuse);
    }

    /** The same, asked of a server, which knows the flow. */
    Reopening reopening() {
        return new Reopening(from, child, reuse == null ? null : ReuseRule.valueOf(reuse.name()));
    }

    private static String task(String name, Flow flow) {
        return flow.graph().node(name).map(GraphNode::name).orElseThrow(() -> {
            List<String> names =
                    flow.graph().nodes().stream().map(GraphNode::name).toList();
            return new MistakeException("Flow \"" + flow.name() + "\" has no task \"" + name + "\" to run from."
                    + NearestNames.question(name, names));
        });
    }

    private static int child(String task, int child, RecordedRun run) {
        int width = run.task(task).map(RecordedTask::width).orElse(-1);
        if (child < 0 || child >= width) {
            throw new MistakeException("Task \"" + task + "\" "
                    + (width < 0 ? "had no children" : "had " + width + " children, counted from 0,") + " in run "
                    + run.id() + ", so child " + child + " cannot run again.");
        }
        return child;
    }
}
