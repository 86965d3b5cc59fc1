package dev.reeve;

import dev.reeve.graph.CacheRule;
import dev.reeve.graph.Effects;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.Rate;
import dev.reeve.state.Backoff;
import dev.reeve.state.SkipRule;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TriggerRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges the options of call and annotation, the call first, and checks what comes of it. */
final class Settings {
    private static final Options NONE = new Options();
    /** That of {@link Trigger#ALL_SUCCESSFUL}, without waking up the others. */
    private static final TriggerRule DEFAULT_TRIGGER = new TriggerRule.AllSuccessful();
    /** Shared by all nodes that nobody configured, the most of a large flow. */
    private static final NodeSettings DEFAULT = merged(NONE, NONE, TaskPolicy.DEFAULT, Backoff.none());

    private final Problems problems;

    Settings(Problems problems) {
        this.problems = problems;
    }

    NodeSettings of(NodeSpec spec, NodeFunction function) {
        Options call = spec.options() == null ? NONE : spec.options();
        Task annotation = function.annotation();
        if (call == NONE && annotation == null) {
            return DEFAULT;
        }
        SettingsCheck check = new SettingsCheck(spec, function, problems);
        Options written = annotation == null ? NONE : new AnnotationOptions(check).of(annotation);
        check.options(call);
        int retries = first(call.retries, written.retries, 0);
        SkipRule skipRule = first(call.skipRule(), null, SkipRule.WHOLE_NODES);
        NodeSettings settings = merged(
                call,
                written,
                new TaskPolicy(Math.max(0, retries), skipRule),
                backoff(call, first(written.backoff, null, Backoff.none())));
        check.merged(settings);
        return settings;
    }

    private static NodeSettings merged(Options call, Options written, TaskPolicy policy, Backoff backoff) {
        return new NodeSettings(
                policy,
                backoff,
                either(call.retryOn, written.retryOn),
                either(call.timeout, written.timeout),
                call.trigger == null ? DEFAULT_TRIGGER : call.trigger.rule(),
                first(call.tags, written.tags, List.of()),
                first(call.target, written.target, ""),
                first(call.targetIgnoresInputs, written.targetIgnoresInputs, false),
                either(call.cacheFor, written.cacheFor),
                first(call.sharedCache, null, ""),
                rules(first(call.cachedBy, written.cachedBy, List.of())),
                requires(call, written),
                call.keep,
                either(call.checkpoint, written.checkpoint),
                call.serializer,
                first(call.version, written.version, ""),
                call.reads,
                call.produces,
                call.onStateChange.isEmpty() && call.onRetry.isEmpty() && call.onFailure.isEmpty()
                        ? NodeSettings.Handlers.NONE
                        : new NodeSettings.Handlers(call.onStateChange, call.onRetry, call.onFailure),
                manner(call, written));
    }

    private static Map<String, Integer> requires(Options call, Options written) {
        if (written.requires.isEmpty()) {
            return Map.copyOf(call.requires);
        }
        Map<String, Integer> all = new LinkedHashMap<>(written.requires);
        all.putAll(call.requires);
        return Map.copyOf(all);
    }

    private static NodeSettings.Manner manner(Options call, Options written) {
        String runName = first(call.runName, written.runName, "");
        boolean captures = first(call.captureOutput, written.captureOutput, false);
        Rate rate = rate(call);
        Effects effects = first(call.effects, written.effects, Effects.UNDECLARED);
        return runName.isEmpty() && !captures && rate == null && call.priority == 0 && effects == Effects.UNDECLARED
                ? NodeSettings.Manner.PLAIN
                : new NodeSettings.Manner(runName, captures, rate, call.priority, effects);
    }

    /** What is out of bounds was said by the check of the call. */
    private static @Nullable Rate rate(Options call) {
        return call.rateBegins == null || call.rateSpan == null || !SettingsCheck.isRate(call.rateBegins, call.rateSpan)
                ? null
                : new Rate(call.rateBegins, call.rateSpan);
    }

    private static List<CacheRule> rules(List<CacheKey> keys) {
        if (keys.isEmpty()) { // spares a small flow its first stream
            return List.of();
        }
        return keys.stream().map(CacheKey::rule).toList();
    }

    private static Backoff backoff(Options call, Backoff written) {
        Duration delay = call.retryDelay;
        if (delay != null) {
            return delay.isNegative() ? Backoff.none() : Backoff.constant(delay);
        }
        return call.backoff == null ? written : call.backoff;
    }

    private static <T> T first(@Nullable T call, @Nullable T written, T otherwise) {
        return call != null ? call : written != null ? written : otherwise;
    }

    private static <T> @Nullable T either(@Nullable T call, @Nullable T written) {
        return call != null ? call : written;
    }
}
