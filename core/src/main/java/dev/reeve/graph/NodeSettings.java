package dev.reeve.graph;

import dev.reeve.state.Backoff;
import dev.reeve.state.StateChange;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.TriggerRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The options of a node, those of the annotation and of the call merged.
 *
 * @param policy retries and skips
 * @param retryOn which failures are retried; null: all
 * @param timeout the longest an attempt may take; null: no limit
 * @param target template of the place where its result is kept and found again; empty: none
 * @param targetIgnoresInputs whether a target is a hit whatever the inputs were
 * @param cacheFor how long a result may be used again; null: not at all
 * @param sharedCache name under which flows share the cached result; empty: not shared
 * @param cachedBy what has to be the same for a cached result to be used again; empty: all inputs
 * @param requires units of named resources that it takes while it runs
 * @param keep whether its result stays in the flow run
 * @param checkpoint whether its result is stored; null: as configured
 * @param serializer how its result is stored; null: as configured
 * @param version stands for its code in fingerprints; empty: the code itself does
 * @param manner what is around its attempts
 */
public record NodeSettings(
        TaskPolicy policy,
        Backoff backoff,
        @Nullable Predicate<Throwable> retryOn,
        @Nullable Duration timeout,
        TriggerRule trigger,
        List<String> tags,
        String target,
        boolean targetIgnoresInputs,
        @Nullable Duration cacheFor,
        String sharedCache,
        List<CacheRule> cachedBy,
        Map<String, Integer> requires,
        boolean keep,
        @Nullable Boolean checkpoint,
        @Nullable StoredForm serializer,
        String version,
        List<String> reads,
        List<String> produces,
        Handlers handlers,
        Manner manner) {
    public NodeSettings {
        tags = List.copyOf(tags);
        cachedBy = List.copyOf(cachedBy);
        requires = Map.copyOf(requires);
        reads = List.copyOf(reads);
        produces = List.copyOf(produces);
    }

    /**
     * How a task runs, beside what it does.
     *
     * @param runName template of the name of each task run; empty: the task's name will do
     * @param captureOutput whether what it prints goes into its log
     * @param rate how often attempts of it may begin; null: as often as they like
     * @param priority the higher, the sooner it runs among what is ready
     * @param effects what calling its function again does
     */
    public record Manner(
            String runName, boolean captureOutput, @Nullable Rate rate, int priority, Effects effects) {
        /** As if nobody had said anything. */
        public static final Manner PLAIN = new Manner("", false, null, 0, Effects.UNDECLARED);
    }

    /** What is called when a state changes. A handler only watches; what it throws is logged. */
    public record Handlers(
            List<Consumer<StateChange>> onStateChange,
            List<Consumer<StateChange>> onRetry,
            List<Consumer<StateChange>> onFailure) {
        /** Nobody watches. */
        public static final Handlers NONE = new Handlers(List.of(), List.of(), List.of());

        public Handlers {
            onStateChange = List.copyOf(onStateChange);
            onRetry = List.copyOf(onRetry);
            onFailure = List.copyOf(onFailure);
        }

        /** Whether nobody watches. */
        public boolean isEmpty() {
            return onStateChange.isEmpty() && onRetry.isEmpty() && onFailure.isEmpty();
        }
    }
}
