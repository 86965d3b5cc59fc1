package dev.reeve;

import dev.reeve.graph.Effects;
import dev.reeve.spi.Serializer;
import dev.reeve.state.Backoff;
import dev.reeve.state.SkipRule;
import dev.reeve.state.StateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The options of a node as they were said; null for what nobody said. Not checked before the end, so that all
 * mistakes come at once.
 */
final class Options {
    @Nullable
    Integer retries;

    @Nullable
    Backoff backoff;

    @Nullable
    Duration retryDelay;

    @Nullable
    Predicate<Throwable> retryOn;

    @Nullable
    Duration timeout;

    @Nullable
    Trigger trigger;

    @Nullable
    Boolean skipOnUpstreamSkip;

    @Nullable
    List<String> tags;

    @Nullable
    String target;

    @Nullable
    Boolean targetIgnoresInputs;

    @Nullable
    Duration cacheFor;

    @Nullable
    String sharedCache;

    @Nullable
    List<CacheKey> cachedBy;

    @Nullable
    Boolean checkpoint;

    @Nullable
    Serializer serializer;

    @Nullable
    String version;

    @Nullable
    String runName;

    @Nullable
    Boolean captureOutput;

    @Nullable
    Effects effects;

    @Nullable
    Integer rateBegins;

    @Nullable
    Duration rateSpan;

    int priority;
    boolean keep;
    final Map<String, Integer> requires = new LinkedHashMap<>();
    final List<Node> after = new ArrayList<>();
    final List<String> roles = new ArrayList<>();
    final List<Output<?>> showing = new ArrayList<>();
    final List<GuardSpec> guards = new ArrayList<>();
    final List<String> reads = new ArrayList<>();
    final List<String> produces = new ArrayList<>();
    final List<Consumer<StateChange>> onStateChange = new ArrayList<>();
    final List<Consumer<StateChange>> onRetry = new ArrayList<>();
    final List<Consumer<StateChange>> onFailure = new ArrayList<>();

    @Nullable
    SkipRule skipRule() {
        return skipOnUpstreamSkip == null ? null : skipOnUpstreamSkip ? SkipRule.ANYTHING : SkipRule.NOTHING;
    }
}
