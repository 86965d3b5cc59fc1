package dev.reeve.cluster;

import dev.reeve.TaskRun;
import dev.reeve.engine.shelf.ResultTypes;
import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.spill.Scratch;
import dev.reeve.graph.Body;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.Input;
import dev.reeve.graph.Kind;
import dev.reeve.graph.StoredForm;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.RemoteCall;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Makes a call ready to be sent. */
final class Outgoing {
    private Outgoing() {}

    /**
     * The recipe of a call.
     *
     * @throws IllegalStateException if it has more bytes than may be sent
     */
    static Recipe recipe(RemoteCall asked, TaskRun run, Caller.Limits limits, Map<String, Integer> requires)
            throws Parcel.Stuck, IOException {
        Parcels parcels = parcels(asked);
        Call call = call(asked, parcels, run, limits);
        byte[] bytes = Wire.bytes(call);
        if (bytes.length > limits.most()) {
            throw Sizes.tooLarge("what " + asked.node().function().text() + " is given", bytes.length, limits.most());
        }
        return new Recipe(
                Scratch.Bytes.of(bytes),
                ClassSource.of(asked.node()),
                parcels,
                run,
                MDC.getCopyOfContextMap(),
                requires,
                held(asked),
                "task \"" + call.facts().label() + "\"");
    }

    private static Parcels parcels(RemoteCall asked) {
        StoredForm own = asked.node().settings().serializer();
        return new Parcels(own == null ? asked.serializer() : own);
    }

    /** The results that it reads and workers hold, once each. */
    private static List<HeldResult> held(RemoteCall asked) {
        Set<HeldResult> held = new LinkedHashSet<>();
        for (Object input : asked.inputs()) {
            if (input instanceof HeldResult one) {
                held.add(one);
            } else if (input instanceof KeptList list) {
                list.remotes().forEach(one -> {
                    if (one instanceof HeldResult own) {
                        held.add(own);
                    }
                });
            }
        }
        return List.copyOf(held);
    }

    private static Call call(RemoteCall asked, Parcels parcels, TaskRun run, Caller.Limits limits) throws Parcel.Stuck {
        GraphNode node = asked.node();
        FlowGraph graph = asked.graph();
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
        long small = asked.stays() ? limits.small() : Call.NEVER;
        SerializerShape serializer = SerializerShape.of(parcels.serializer());
        return new Call(body, inputs, yields, serializer, limits.most(), small, facts(node, run));
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
