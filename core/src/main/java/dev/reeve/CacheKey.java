package dev.reeve;

import dev.reeve.graph.CacheRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What has to be the same for a cached result to be used again, beside flow, task and the task's code:
 * {@code .cacheFor(ofHours(1)).cachedBy(CacheKey.inputs("country"))}. Of several, all have to hold.
 *
 * <p>Chosen inputs are compared by their values where these can be told by what is in them, as texts, numbers, records
 * and collections; else by what they were made from. The place of a mapped task's child counts, unless all that differs
 * from child to child is among what was chosen, by value.
 */
public record CacheKey(CacheRule rule) {
    /** Any result that is young enough. */
    public static final CacheKey DURATION_ONLY = new CacheKey(new CacheRule.DurationOnly());

    /** All inputs of the task. The default. */
    public static final CacheKey ALL_INPUTS = new CacheKey(new CacheRule.AllInputs());

    /** All parameters of the flow. */
    public static final CacheKey ALL_PARAMETERS = new CacheKey(new CacheRule.AllParameters());

    /** The inputs with these names, as they stand in the function. */
    public static CacheKey inputs(String... names) {
        return new CacheKey(new CacheRule.Inputs(Given.noneNull(list(names), "CacheKey.inputs(..)", "name")));
    }

    /** The parameters of the flow with these names. */
    public static CacheKey parameters(String... names) {
        return new CacheKey(new CacheRule.Parameters(Given.noneNull(list(names), "CacheKey.parameters(..)", "name")));
    }

    /**
     * Your own: what the function makes of inputs and parameters, such as a text. It has to be a value that can be told
     * by what is in it. Children of a mapped task for which it is the same share a result. If it throws, the attempt
     * fails before the task's function is called.
     */
    public static CacheKey of(Function<CacheRule.Call, ? extends @Nullable Object> key) {
        return new CacheKey(new CacheRule.Own(Given.notNull(key, "CacheKey.of(..)", "function")));
    }

    private static @Nullable List<String> list(String @Nullable [] names) {
        return names == null ? null : Arrays.asList(names);
    }

    /** Uses what was found only if it passes; what is thrown counts as no. Changes nothing of what is looked for. */
    public static CacheKey usableIf(Predicate<CacheRule.Entry> passes) {
        return new CacheKey(new CacheRule.UsableIf(Given.notNull(passes, "CacheKey.usableIf(..)", "function")));
    }
}
