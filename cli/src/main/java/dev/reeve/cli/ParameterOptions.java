package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.Serializers;
import dev.reeve.engine.parameters.ParameterTexts;
import dev.reeve.engine.record.ParameterRecords;
import dev.reeve.engine.record.RecordedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Parameters of a flow as options. */
final class ParameterOptions {
    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = {
                "A parameter of the flow. Dates and times are written as in ISO 8601, durations also as 10s or 5min,"
                        + " lists, maps and records as JSON. What is left out keeps its default."
            })
    private List<String> given = List.of();

    /**
     * The values that were given of a run that is recorded.
     *
     * @throws MistakeException if one is missing that the record does not know either
     */
    Map<String, Object> changes(RecordedRun run, Flow flow) {
        Map<String, Object> changes = ParameterTexts.readChanges(flow.graph(), texts());
        try {
            new ParameterRecords(Serializers.json())
                    .values(flow.graph(), run.opening().parameters(), changes);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()), e);
        }
        return changes;
    }

    /** The texts by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String text : given) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new MistakeException("\"" + text + "\" is no parameter. Write -p NAME=VALUE.");
            }
            String name = text.substring(0, equals);
            if (texts.put(name, text.substring(equals + 1)) != null) {
                throw new MistakeException("The parameter \"" + name + "\" is given twice. Say it once.");
            }
        }
        return texts;
    }
}
