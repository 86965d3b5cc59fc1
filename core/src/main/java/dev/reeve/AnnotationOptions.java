package dev.reeve;

import dev.reeve.graph.Effects;
import dev.reeve.state.Backoff;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the options that stand on a function. */
final class AnnotationOptions {
    private static final String PARAMETERS = "parameters.";

    private final SettingsCheck check;

    AnnotationOptions(SettingsCheck check) {
        this.check = check;
    }

    Options of(Task task) {
        Options options = new Options();
        if (task.retries() < 0) {
            check.annotated("retries = " + task.retries(), "asks for fewer than none.", "Use 0 or more.");
        } else if (task.retries() > 0) {
            options.retries = task.retries();
        }
        options.backoff = backoff(task);
        if (task.retryOn().length > 0) {
            List<Class<? extends Throwable>> types = List.of(task.retryOn());
            options.retryOn = thrown -> types.stream().anyMatch(type -> type.isInstance(thrown));
        }
        options.timeout = positive("timeout", task.timeout());
        options.tags = task.tags().length == 0 ? null : List.of(task.tags());
        options.version = task.version().isEmpty() ? null : task.version();
        options.runName = task.runName().isEmpty() ? null : task.runName();
        options.captureOutput = task.captureOutput() ? true : null;
        options.effects = task.effects() == Effects.UNDECLARED ? null : task.effects();
        for (String text : task.requires()) {
            requires(text, options);
        }
        storing(task, options);
        return options;
    }

    private void requires(String text, Options options) {
        Matcher units = Pattern.compile("([^=\\s](?:[^=]*[^=\\s])?)(?:=([1-9]\\d{0,8}))?")
                .matcher(text); // not kept: few flows need it
        if (units.matches()) {
            options.requires.put(units.group(1), units.group(2) == null ? 1 : Integer.parseInt(units.group(2)));
        } else {
            check.annotated(
                    "requires = \"" + text + "\"",
                    "names no units of a resource.",
                    "Write \"gpu\" for one unit, \"mem=16\" for 16.");
        }
    }

    private void storing(Task task, Options options) {
        boolean stores =
                !task.target().isEmpty() || !task.cacheFor().isEmpty() || task.checkpoint() == Task.Checkpoint.ALWAYS;
        if (stores && !check.valued()) {
            check.annotated(
                    "..", "stores a result, but the method has none.", "Leave out target, cacheFor and checkpoint.");
        }
        if (!check.wanted()) {
            return; // used as an action, so there is no value to be stored
        }
        options.target = task.target().isEmpty() ? null : task.target();
        options.targetIgnoresInputs = task.targetIgnoresInputs() ? true : null;
        options.cacheFor = positive("cacheFor", task.cacheFor());
        options.cachedBy = task.cachedBy().length == 0 ? null : cachedBy(task.cachedBy());
        options.checkpoint = switch (task.checkpoint()) {
            case AS_CONFIGURED -> null;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Words with a hyphen cannot be names of inputs. */
    private static List<CacheKey> cachedBy(String[] texts) {
        List<CacheKey> keys = new ArrayList<>();
        for (String text : texts) {
            keys.add(
                    switch (text) {
                        case "all-inputs" -> CacheKey.ALL_INPUTS;
                        case "all-parameters" -> CacheKey.ALL_PARAMETERS;
                        case "duration-only" -> CacheKey.DURATION_ONLY;
                        default ->
                            text.startsWith(PARAMETERS)
                                    ? CacheKey.parameters(text.substring(PARAMETERS.length()))
                                    : CacheKey.inputs(text);
                    });
        }
        return keys;
    }

    private @Nullable Backoff backoff(Task task) {
        Duration first = duration("retryDelay", task.retryDelay());
        Duration cap = duration("maxRetryDelay", task.maxRetryDelay());
        double jitter = task.retryJitter();
        if (first != null && first.isNegative()) {
            check.annotated("retryDelay = \"" + task.retryDelay() + "\"", "is a wait below zero.", "Use zero or more.");
            return null;
        }
        if (cap == null && jitter == 0) {
            return first == null ? null : Backoff.constant(first);
        }
        if (first == null || cap == null || cap.compareTo(first) < 0) {
            check.annotated(
                    "maxRetryDelay = \"" + task.maxRetryDelay() + "\"",
                    "needs a retryDelay that is not longer; so does retryJitter.",
                    "Give retryDelay, the first wait, and maxRetryDelay, the longest.");
            return null;
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            check.annotated("retryJitter = " + jitter, "is out of bounds.", "Use 0.0 to 1.0.");
            return null;
        }
        return Backoff.exponential(first, cap, jitter);
    }

    private @Nullable Duration positive(String option, String text) {
        Duration duration = duration(option, text);
        check.positive("@Task(" + option + " = \"" + text + "\")", duration);
        return duration;
    }

    private @Nullable Duration duration(String option, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            check.annotated(
                    option + " = \"" + text + "\"",
                    "is no duration.",
                    "Write it in ISO 8601: PT10S is ten seconds, PT5M five minutes, P1D a day.");
            return null;
        }
    }
}
