package dev.reeve.cluster;

import dev.reeve.TaskRun;
import dev.reeve.engine.shelf.ResultTypes;
import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.StoredForm;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.RemoteCall;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A call that is about to be sent.
 *
 * @param parcels what its values are put into, and what comes back is taken out of
 */
record Outgoing(Call call, Parcels parcels) {
    static Outgoing of(RemoteCall asked, TaskRun run, long most) throws Parcel.Stuck {
        GraphNode node = asked.node();
        FlowGraph graph = asked.graph();
        StoredForm serializer = node.settings().serializer() == null
                ? asked.serializer()
                : node.settings().serializer();
        Parcels parcels = new Parcels(serializer);
        List<Parcel> inputs = new ArrayList<>();
        for (int i = 0; i < asked.inputs().length; i++) {
            try {
                inputs.add(parcels.of(asked.inputs()[i], type(graph, node, i)));
            } catch (Parcel.Stuck stuck) {
                throw new Parcel.Stuck(
                        "input " + (i + 1) + " of " + node.function().text() + ", " + stuck.getMessage()
                                + ". Give the task data, as a record; or open what it needs inside of the task.",
                        stuck.getCause());
            }
        }
        Body body = Objects.requireNonNull(node.body(), "a node without a function");
        Call.Yield yields = new Call.Yield(
                TypeShape.of(node.hasValue() ? ResultTypes.of(node) : null),
                node.kind() == Kind.LOOP ? TypeShape.of(ResultTypes.ofTurns(graph, node)) : null);
        return new Outgoing(
                new Call(body, inputs, yields, SerializerShape.of(serializer), most, facts(node, run)), parcels);
    }

    /** As what an input is declared; null where that cannot be told. */
    private static @Nullable Type type(FlowGraph graph, GraphNode node, int input) {
        return switch (node.inputs().get(input)) {
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

    private static Call.Facts facts(GraphNode node, TaskRun run) {
        DataInterval interval = run.dataInterval();
        String label = run.mapIndex() < 0 ? run.taskName() : run.taskName() + "[" + run.mapIndex() + "]";
        return new Call.Facts(
                run.flowName(),
                run.flowRunId(),
                run.flowRunName(),
                run.taskName(),
                label,
                run.taskRunName(),
                run.mapIndex(),
                run.attempt(),
                run.tags(),
                run.scheduledTime(),
                new Call.Span(interval.from(), interval.to()),
                run.zone().getId(),
                run.idempotencyKey(),
                run.traceparent(),
                node.settings().manner().captureOutput(),
                level(run.logger()));
    }

    private static @Nullable Level level(Logger logger) {
        for (Level level : new Level[] {Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR}) {
            if (logger.isEnabledForLevel(level)) {
                return level;
            }
        }
        return null;
    }
}
