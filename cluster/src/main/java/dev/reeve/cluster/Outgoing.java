package dev.reeve.cluster;

import dev.reeve.TaskRun;
import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.spill.Scratch;
import dev.reeve.spi.RemoteCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    static Recipe recipe(
            RemoteCall asked,
            SentFunctions.SentFunction function,
            TaskRun run,
            long most,
            Map<String, Integer> requires)
            throws Parcel.Stuck, IOException {
        Parcels parcels = new Parcels(function.serializer());
        Call.Facts facts = facts(run);
        Call call = new Call(function.number(), function.bytes(), inputs(asked, function, parcels), facts);
        byte[] bytes = call.bytes();
        if (bytes.length > most) {
            throw Sizes.tooLarge("what " + asked.node().function().text() + " is given", bytes.length, most);
        }
        return new Recipe(
                Scratch.Bytes.of(bytes),
                function.source(),
                parcels,
                run,
                MDC.getCopyOfContextMap(),
                requires,
                held(asked),
                "task \"" + facts.label() + "\"");
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

    private static List<Parcel> inputs(RemoteCall asked, SentFunctions.SentFunction function, Parcels parcels)
            throws Parcel.Stuck {
        List<Parcel> inputs = new ArrayList<>(asked.inputs().length);
        for (int i = 0; i < asked.inputs().length; i++) {
            try {
                inputs.add(parcels.of(asked.inputs()[i], function.inputs().get(i)));
            } catch (Parcel.Stuck stuck) {
                throw new Parcel.Stuck(
                        "input " + (i + 1) + " of " + asked.node().function().text() + ", " + stuck.getMessage()
                                + ". Give the task data, as a record; or open what it needs inside of the task.",
                        stuck.getCause());
            }
        }
        return inputs;
    }

    private static Call.Facts facts(TaskRun run) {
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
                run.dataInterval(),
                run.zone().getId(),
                run.idempotencyKey(),
                run.traceparent(),
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
