package dev.reeve.graph;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has to be the same, beside task and code, for a cached result to be used again; several have to hold all. */
public sealed interface CacheRule {
    /** Nothing more: any result that is young enough will do. */
    record DurationOnly() implements CacheRule {}

    /** All inputs of the task. */
    record AllInputs() implements CacheRule {}

    /** The inputs with these names, as they stand in the function. */
    record Inputs(List<String> names) implements CacheRule {
        public Inputs {
            names = List.copyOf(names);
        }
    }

    /** All parameters of the flow. */
    record AllParameters() implements CacheRule {}

    /** The parameters with these names. */
    record Parameters(List<String> names) implements CacheRule {
        public Parameters {
            names = List.copyOf(names);
        }
    }

    /** What a function makes of inputs and parameters; a value that can be told by what is in it, as a text. */
    record Own(Function<Call, ? extends @Nullable Object> key) implements CacheRule {}

    /** Adds nothing to the key: what was found has to pass. */
    record UsableIf(Predicate<Entry> passes) implements CacheRule {}

    /**
     * A task run that asks for its key.
     *
     * @param mapIndex the child's index from 0; -1 for a task that is not mapped
     * @param inputs by the names of the function's parameters, as far as javac kept them
     */
    record Call(
            String flow,
            String task,
            int mapIndex,
            Map<String, @Nullable Object> inputs,
            Map<String, @Nullable Object> parameters) {
        // written out, because of a compact one the compiler leaves the annotations inside Map<..> out of the class
        // file
        public Call(
                String flow,
                String task,
                int mapIndex,
                Map<String, @Nullable Object> inputs,
                Map<String, @Nullable Object> parameters) {
            this.flow = flow;
            this.task = task;
            this.mapIndex = mapIndex;
            this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs)); // values may be null
            this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        /**
         * The input of that name.
         *
         * @throws NoSuchElementException if the function has none of that name; lists those it has
         */
        public @Nullable Object input(String name) {
            return known(inputs, name, "input");
        }

        /**
         * The parameter of that name.
         *
         * @throws NoSuchElementException if the flow has none of that name; lists those it has
         */
        public @Nullable Object parameter(String name) {
            return known(parameters, name, "parameter");
        }

        private @Nullable Object known(Map<String, @Nullable Object> values, String name, String what) {
            if (!values.containsKey(name)) {
                Set<String> there = values.keySet();
                throw new NoSuchElementException("the cache key of task \"" + task + "\" of flow \"" + flow
                        + "\" asks for the " + what + " \"" + name + "\", which is not there. "
                        + (there.isEmpty()
                                ? "There is no " + what + " with a name."
                                : "There is " + String.join(", ", there) + "."));
            }
            return values.get(name);
        }
    }

    /**
     * A result that was found.
     *
     * @param createdAt when it was made
     * @param flow the flow whose run made it
     * @param task the task that made it
     * @param runId the flow run that made it
     */
    record Entry(@Nullable Object value, Instant createdAt, String flow, String task, String runId) {}
}
