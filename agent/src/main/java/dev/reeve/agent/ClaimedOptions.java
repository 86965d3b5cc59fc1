package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.Flow;
import dev.reeve.RunOptions;
import dev.reeve.api.ClaimedRun;
import dev.reeve.client.ServerJson;
import dev.reeve.engine.Serializers;
import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.Serializer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of what a server asks what the engine is asked. */
final class ClaimedOptions {
    private ClaimedOptions() {}

    /**
     * The options of that run.
     *
     * @throws UnfitRunException if a parameter cannot be read as what the flow takes
     */
    static RunOptions of(RunOptions options, ClaimedRun run, Flow flow) {
        dev.reeve.api.DataInterval span = run.interval();
        Occasion occasion = new Occasion(
                Occasion.Cause.BY_HAND,
                span == null ? null : new DataInterval(span.from(), span.to()),
                run.runId(),
                "");
        RunOptions asked = options.parameters(values(run, flow))
                .runName(run.name().replace("{", "{{").replace("}", "}}"))
                .occasion(occasion)
                .recorded(false);
        RunOptions zoned = run.zone() == null ? asked : asked.zone(zone(run.zone()));
        return run.scheduledFor() == null ? zoned : zoned.scheduled(run.scheduledFor());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new UnfitRunException("The run tells its days in time zone \"" + name
                    + "\", which this Java does not know. Start the agent with a newer Java, or change the zone of the flow's"
                    + " schedule.");
        }
    }

    private static Map<String, @Nullable Object> values(ClaimedRun run, Flow flow) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(run.parameters());
        Serializer json = Serializers.json();
        for (ParameterSpec spec : flow.parameters()) {
            if (values.containsKey(spec.name())) {
                String text = ServerJson.MAPPER.writeValueAsString(values.get(spec.name()));
                try {
                    values.put(spec.name(), json.fromBytes(text.getBytes(UTF_8), spec.type()));
                } catch (Exception unreadable) { // whatever the serializer throws
                    throw new UnfitRunException("Parameter \"" + spec.name() + "\" is " + text
                            + " and cannot be read as " + spec.type().getTypeName() + ": " + unreadable.getMessage());
                }
            }
        }
        return values;
    }
}
