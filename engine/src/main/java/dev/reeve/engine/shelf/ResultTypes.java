package dev.reeve.engine.shelf;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generic types of what task runs yield, by which that is written and read back. Of a task that is a flow run it is
 * that of what its flow yields; never one that the data names.
 */
public final class ResultTypes {
    private ResultTypes() {}

    /** Of what one task run of that node yields; null where it cannot be told, as for a lambda. */
    public static @Nullable Type of(GraphNode node) {
        Type declared = node.function().resultType();
        FlowGraph flow = node.block();
        return declared == null && flow != null && node.kind().launches() ? of(flow, flow.result()) : declared;
    }

    /** Of what a loop passes from turn to turn: what it says, else that of what it begins with. */
    public static @Nullable Type ofTurns(FlowGraph graph, GraphNode loop) {
        Type declared = loop.function().turnType();
        return declared == null && loop.kind() == Kind.LOOP
                ? of(graph, loop.inputs().getFirst())
                : declared;
    }

    /**
     * Whether a value that is written by that type can be read by it again.
     *
     * @param declared whether the function declares the type; else it is that of another value, and this one may be of
     *     another class
     */
    static boolean readAs(Type type, @Nullable Object value, boolean declared) {
        if (declared || value == null) {
            return true;
        }
        return boxed(type) instanceof Class<?> simple
                ? simple.equals(ofValue(value)) || simple.isSealed() && simple.isInstance(value)
                : type instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && raw.isInstance(value);
    }

    /** Of what that input gives; null where it cannot be told. */
    public static @Nullable Type of(FlowGraph graph, @Nullable Input input) {
        return switch (input) {
            case null -> null;
            case Input.Constant i -> i.value() == null ? null : ofValue(i.value());
            case Input.FromParameter i -> graph.parameters().get(i.parameter()).type();
            case Input.FromNode i -> ofWhole(graph, graph.node(i.node()));
            case Input.Part i -> i.component().type();
            case Input.All i -> listOf(common(graph, i.parts()));
            case Input.Flat i -> element(of(graph, i.lists()));
            case Input.Equal i -> Boolean.class;
            case Input.When i -> of(graph, i.source());
            case Input.Each i -> null;
            case Input.Element i -> null;
            case Input.Context i -> null;
            case Input.FromSecret i -> null; // is not stored at all
        };
    }

    private static Type ofValue(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    private static @Nullable Type ofWhole(FlowGraph graph, GraphNode node) {
        if (node.kind() == Kind.MERGE) {
            return common(graph, node.inputs());
        }
        Type one = of(node);
        return node.mapped() ? listOf(one) : one;
    }

    /** The one type that all of them have. */
    private static @Nullable Type common(FlowGraph graph, List<Input> inputs) {
        Type common = null;
        for (Input input : inputs) {
            Type type = of(graph, input);
            if (type == null || common != null && !boxed(type).equals(boxed(common))) {
                return null;
            }
            common = type;
        }
        return common;
    }

    private static @Nullable Type listOf(@Nullable Type element) {
        return element == null ? null : new ListOf(boxed(element));
    }

    /** Of the elements of the lists in a list, as a list. */
    private static @Nullable Type element(@Nullable Type lists) {
        return lists instanceof ParameterizedType list && list.getActualTypeArguments().length == 1
                ? list.getActualTypeArguments()[0]
                : null;
    }

    /** Of a primitive type its class, which is the type of its values. */
    static Type boxed(Type type) {
        return type instanceof Class<?> simple
                ? MethodType.methodType(simple).wrap().returnType()
                : type;
    }

    private record ListOf(Type element) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }

        @Override
        public String getTypeName() {
            return "java.util.List<" + element.getTypeName() + ">";
        }
    }
}
