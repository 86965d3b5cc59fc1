package dev.reeve.server.run;

import dev.reeve.api.RegisteredParameter;
import dev.reeve.graph.Template;
import dev.reeve.graph.TemplateContext;
import dev.reeve.schedule.DataInterval;
import dev.reeve.server.ledger.Meant;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of runs that nobody named: what their flow says, else easy to say and not unique. */
public final class RunNames {
    private static final List<String> HOW = List.of(
            "amber", "bold", "brisk", "calm", "clever", "crisp", "early", "eager", "fair", "fleet", "gentle", "glad",
            "golden", "keen", "kind", "lively", "lucky", "merry", "mild", "nimble", "patient", "plain", "proud",
            "quick", "quiet", "rapid", "ready", "rosy", "silver", "snug", "spry", "steady", "sunny", "swift", "tidy",
            "warm");
    private static final List<String> WHO = List.of(
            "badger",
            "beaver",
            "bison",
            "crane",
            "curlew",
            "dormouse",
            "dove",
            "egret",
            "falcon",
            "ferret",
            "finch",
            "gannet",
            "gecko",
            "hare",
            "heron",
            "ibex",
            "jackdaw",
            "kestrel",
            "lark",
            "lynx",
            "marten",
            "mole",
            "newt",
            "otter",
            "owl",
            "plover",
            "puffin",
            "raven",
            "robin",
            "seal",
            "stoat",
            "swallow",
            "tern",
            "vole",
            "weasel",
            "wren");

    private static final Logger LOG = LoggerFactory.getLogger(RunNames.class);
    private static final int LONGEST = 200;
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\u2028\u2029]");

    private RunNames() {}

    /**
     * What the name of a run is made from.
     *
     * @param parameters those that it has, defaults among them, as JSON; values may be null
     */
    public record Facts(String flow, UUID run, Meant meant, DataInterval interval, Map<String, Object> parameters) {}

    /**
     * The name that its flow gives it; another one if it gives none, or none that can be made of its parameters.
     *
     * @param template null: the flow says nothing of it
     */
    public static String of(
            @Nullable String template, List<RegisteredParameter> taken, Facts facts, RandomGenerator random) {
        if (template == null) {
            return next(random);
        }
        try {
            String name = shown(Template.parse(template).text(context(taken, facts)::value));
            return name.isEmpty() ? next(random) : name;
        } catch (IllegalArgumentException e) { // a value without a text, or with a pattern that does not fit it
            LOG.debug("run {} of flow \"{}\" is not named {}: {}", facts.run(), facts.flow(), template, e.getMessage());
            return next(random);
        }
    }

    private static TemplateContext context(List<RegisteredParameter> taken, Facts facts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(facts.parameters());
        taken.forEach(parameter -> values.computeIfPresent(
                parameter.name(),
                (name, value) -> value instanceof String text ? time(parameter.type(), text) : value));
        return new TemplateContext(
                facts.flow(),
                facts.run().toString(),
                "",
                "",
                List.of(),
                -1,
                facts.meant().at(),
                facts.interval(),
                facts.meant().zone(),
                values,
                Map.of());
    }

    /** What a pattern can tell in its way, as the flow's code has it; the text itself of all other types. */
    private static Object time(String type, String text) {
        try {
            return switch (type) {
                case "java.time.LocalDate" -> LocalDate.parse(text);
                case "java.time.LocalDateTime" -> LocalDateTime.parse(text);
                case "java.time.Instant" -> Instant.parse(text);
                case "java.time.OffsetDateTime" -> OffsetDateTime.parse(text);
                case "java.time.ZonedDateTime" -> ZonedDateTime.parse(text);
                case "java.time.YearMonth" -> YearMonth.parse(text);
                default -> text; // types are an open set
            };
        } catch (DateTimeException e) { // then it is the runner that refuses it
            return text;
        }
    }

    /** On one line, and not endless. */
    private static String shown(String name) {
        String line = BREAKS.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 2)) + "..";
    }

    /** Another one. */
    public static String next(RandomGenerator random) {
        return HOW.get(random.nextInt(HOW.size())) + "-" + WHO.get(random.nextInt(WHO.size()));
    }
}
