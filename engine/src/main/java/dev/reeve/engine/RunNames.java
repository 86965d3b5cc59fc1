package dev.reeve.engine;

import dev.reeve.engine.run.RunNaming;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Template;
import dev.reeve.graph.TemplateContext;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import dev.reeve.spi.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Names of flow runs that people can say and remember. Not unique: the identifier is. */
final class RunNames {
    private static final String[] HOW = {
        "amber", "bold", "brisk", "calm", "candid", "clear", "crisp", "dapper", "eager", "fair", "fleet", "gentle",
        "glad", "golden", "hardy", "honest", "jolly", "keen", "lively", "lucid", "mellow", "merry", "nimble", "noble",
        "patient", "plucky", "prompt", "quiet", "rapid", "sober", "steady", "sturdy", "sunny", "swift", "tidy", "warm"
    };
    private static final String[] WHO = {
        "badger", "beaver", "bison", "bittern", "crane", "curlew", "dipper", "dove", "falcon", "finch", "gannet",
        "grouse", "hare", "heron", "ibex", "jackdaw", "kestrel", "lark", "linnet", "lynx", "magpie", "marten", "merlin",
        "otter", "owl", "petrel", "pipit", "plover", "raven", "robin", "shrike", "siskin", "stork", "swan", "tern",
        "wren"
    };

    private RunNames() {}

    /**
     * The name that a run is asked to have, else the one its flow gives it, else a made-up one.
     *
     * @throws IllegalArgumentException if a value in it has no text or does not fit its pattern
     */
    static String of(RunRequest request, String id, Instant scheduled, Engine engine, RandomGenerator random) {
        FlowGraph graph = request.graph();
        String template = Objects.requireNonNullElse(request.runName(), graph.runName());
        if (template.isEmpty()) { // the most; spares a small flow what follows
            return random(random);
        }
        String name = template.indexOf('{') < 0 && template.indexOf('}') < 0
                ? template
                : Template.parse(template)
                        .text(new TemplateContext(
                                graph.name(),
                                id,
                                "",
                                "",
                                List.of(),
                                -1,
                                scheduled,
                                interval(request, scheduled),
                                engine.zone(request),
                                request.parameters(),
                                Map.of())::value);
        String shown = RunNaming.shown(name);
        return shown.isEmpty() ? random(random) : shown;
    }

    private static DataInterval interval(RunRequest request, Instant scheduled) {
        Occasion occasion = request.recording().occasion();
        DataInterval interval = occasion == null ? null : occasion.interval();
        return interval == null ? DataInterval.at(scheduled) : interval;
    }

    static String random(RandomGenerator random) {
        return HOW[random.nextInt(HOW.length)] + "-" + WHO[random.nextInt(WHO.length)];
    }
}
