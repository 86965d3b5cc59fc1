package dev.reeve.engine.run;

import dev.reeve.TaskRun;
import dev.reeve.engine.secret.Masking;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Template;
import dev.reeve.graph.TemplateContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Names of task runs and flow runs, made from templates. */
public final class RunNaming {
    private static final int LONGEST = 200;

    private RunNaming() {}

    /** The name as it can be shown: on one line, and not endless. */
    public static String shown(String name) {
        StringBuilder line = new StringBuilder(name.length());
        name.chars().forEach(c -> line.append(breaks(c) ? ' ' : (char) c));
        String oneLine = line.toString().strip();
        return oneLine.codePointCount(0, oneLine.length()) <= LONGEST
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST - 2)) + "..";
    }

    private static boolean breaks(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }

    /** The name of a task run; empty if it is given none. A name that cannot be made is no reason to fail. */
    static String ofTask(GraphNode node, @Nullable Object[] inputs, TaskRun context) {
        String template = node.settings().manner().runName();
        if (template.isEmpty()) {
            return "";
        }
        try {
            return Masking.ofThisProcess()
                    .mask(shown(Template.parse(template).text(templateContext(node, inputs, context)::value)));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(RunNaming.class)
                    .warn(
                            "the name \"{}\" of a run of task \"{}\" cannot be made, so it goes by the task's: {}",
                            template,
                            node.name(),
                            e.toString());
            return "";
        }
    }

    /** What the names in a template mean for a task run. */
    public static TemplateContext templateContext(GraphNode node, @Nullable Object[] inputs, TaskRun context) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        List<String> names = node.function().inputNames();
        for (int i = 0; i < Math.min(names.size(), inputs.length); i++) {
            named.put(names.get(i), inputs[i]);
        }
        return new TemplateContext(
                context.flowName(),
                context.flowRunId(),
                context.flowRunName(),
                context.taskName(),
                context.tags(),
                context.mapIndex(),
                context.scheduledTime(),
                context.dataInterval(),
                context.zone(),
                context.parameters(),
                named);
    }
}
