package dev.reeve.engine.run;

import dev.reeve.engine.spill.Coding;
import dev.reeve.engine.spill.Drained;
import dev.reeve.engine.spill.Memory;
import dev.reeve.engine.spill.Spill;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.StoredForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How results of one run leave memory. Made when first asked for: most runs never do. Thread-safe. */
final class Spilling {
    private final RunFacts facts;
    private final Memory memory;
    private @Nullable Spill spill;
    private final Map<Integer, Coding> codings = new HashMap<>(0);

    Spilling(RunFacts facts) {
        this.facts = facts;
        this.memory = facts.host().machine().memory();
    }

    Memory memory() {
        return memory;
    }

    synchronized Spill spill() {
        Spill made = spill;
        if (made == null) {
            made = new Spill(memory, facts.host().spillDirectory());
            spill = made;
        }
        return made;
    }

    /** How the results of a node, or of its children, become bytes. */
    synchronized Coding coding(GraphNode node) {
        return codings.computeIfAbsent(
                node.index(),
                index -> coding(node, "the result of task", node.function().resultType()));
    }

    private Coding coding(GraphNode node, String what, @Nullable Type type) {
        StoredForm own = node.settings().serializer();
        return new Coding(
                what + " \"" + node.name() + "\" of flow \"" + facts.flow() + "\"",
                own == null ? facts.host()::serializer : () -> own,
                type);
    }

    /** Whether that is the type of a stream, or of what may be one. */
    static boolean mayStream(@Nullable Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return !(raw instanceof Class<?> known)
                || known == Object.class
                || known == AutoCloseable.class
                || java.util.stream.BaseStream.class.isAssignableFrom(known);
    }

    /** Takes the elements of a stream that a task returned. */
    Drained drain(GraphNode node, Stream<?> stream) throws Exception {
        return spill().drain(
                        stream,
                        coding(
                                node,
                                "what is returned by task",
                                elementType(node.function().resultType())),
                        facts.host().streamLimit(),
                        facts.time()::nanos);
    }

    private static @Nullable Type elementType(@Nullable Type stream) {
        if (!(stream instanceof ParameterizedType generic) || generic.getRawType() != Stream.class) {
            return null;
        }
        Type element = generic.getActualTypeArguments()[0];
        return element instanceof WildcardType any ? any.getUpperBounds()[0] : element;
    }
}
