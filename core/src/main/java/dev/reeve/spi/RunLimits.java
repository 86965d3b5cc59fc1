package dev.reeve.spi;

import dev.reeve.graph.Rate;
import java.util.HashMap;
import java.util.Map;

/**
 * What holds the tasks of a run, and of all runs that its tasks are, back beside the slots of its executor. What is not
 * named is not limited. Immutable.
 *
 * @param resources how many units there are of the resources that tasks require
 * @param tags how many attempts of tasks with a tag may go on at once
 * @param rates how often attempts of tasks with a tag may begin
 */
public record RunLimits(Map<String, Integer> resources, Map<String, Integer> tags, Map<String, Rate> rates) {
    /** Nothing is limited. */
    public static final RunLimits NONE = new RunLimits(Map.of(), Map.of(), Map.of());

    public RunLimits {
        resources = Map.copyOf(resources);
        tags = Map.copyOf(tags);
        rates = Map.copyOf(rates);
    }

    private boolean isEmpty() {
        return resources.isEmpty() && tags.isEmpty() && rates.isEmpty();
    }

    /** These, and those of {@code others} for what these do not name. */
    public RunLimits orElse(RunLimits others) {
        return others.isEmpty() // and not equals(..), which takes long the first time
                ? this
                : new RunLimits(over(resources, others.resources), over(tags, others.tags), over(rates, others.rates));
    }

    private static <V> Map<String, V> over(Map<String, V> first, Map<String, V> others) {
        Map<String, V> all = new HashMap<>(others);
        all.putAll(first);
        return all;
    }
}
