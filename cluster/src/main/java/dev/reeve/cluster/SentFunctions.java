package dev.reeve.cluster;

import dev.reeve.engine.shelf.ResultTypes;
import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.StoredForm;
import dev.reeve.spi.RemoteCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The functions of one run, made ready to be sent when they are called first. Thread-safe. */
final class SentFunctions {
    private final Caller.Limits limits;
    private final AtomicLong numbers;
    private final IdentityHashMap<GraphNode, SentFunction> functions = new IdentityHashMap<>();

    /**
     * None yet.
     *
     * @param numbers tells functions of the driver apart
     */
    SentFunctions(Caller.Limits limits, AtomicLong numbers) {
        this.limits = limits;
        this.numbers = numbers;
    }

    /**
     * A function.
     *
     * @param number among those of the driver
     * @param bytes the {@link CalledFunction}
     * @param source where workers get its classes from
     * @param inputs as what its inputs are declared; null where that is not known
     * @param serializer how values travel
     */
    record SentFunction(
            long number, byte[] bytes, ClassSource source, List<@Nullable Type> inputs, StoredForm serializer) {
        SentFunction {
            inputs = Collections.unmodifiableList(inputs);
        }
    }

    synchronized SentFunction of(RemoteCall asked) {
        return functions.computeIfAbsent(asked.node(), node -> made(asked, node));
    }

    private SentFunction made(RemoteCall asked, GraphNode node) {
        FlowGraph graph = asked.graph();
        StoredForm own = node.settings().serializer();
        StoredForm serializer = own == null ? asked.serializer() : own;
        List<@Nullable Type> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(type(graph, input)));
        Body body = Objects.requireNonNull(node.body(), "a node without a function");
        CalledFunction function = new CalledFunction(
                body,
                new CalledFunction.Yield(
                        TypeShape.of(node.hasValue() ? ResultTypes.of(node) : null),
                        node.kind() == Kind.LOOP ? TypeShape.of(ResultTypes.ofTurns(graph, node)) : null),
                SerializerShape.of(serializer),
                limits.most(),
                asked.stays() ? limits.small() : CalledFunction.NEVER,
                node.settings().manner().captureOutput());
        try {
            return new SentFunction(
                    numbers.incrementAndGet(), Wire.bytes(function), ClassSource.of(node), inputs, serializer);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** As what an input is declared; null where that cannot be told. */
    private static @Nullable Type type(FlowGraph graph, Input input) {
        return switch (input) {
            case Input.Each each ->
                each.path().isEmpty()
                        ? element(ResultTypes.of(graph, each.list()))
                        : each.path().getLast().type();
            case Input other -> ResultTypes.of(graph, other);
        };
    }

    private static @Nullable Type element(@Nullable Type list) {
        return list instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : null;
    }
}
