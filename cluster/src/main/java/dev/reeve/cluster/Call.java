package dev.reeve.cluster;

import dev.reeve.graph.Body;
import dev.reeve.schedule.DataInterval;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What a driver asks of a worker: to call a function once.
 *
 * @param body the function, which can be serialized
 * @param inputs what it gets
 * @param yields what its result is declared as
 * @param serializer how values travel; null for JSON
 * @param most how many bytes may ride back
 * @param small a result with more bytes stays with the worker; {@link #NEVER} for none
 * @param facts what the function can ask about its attempt
 */
record Call(
        Body body,
        List<Parcel> inputs,
        Yield yields,
        @Nullable SerializerShape serializer,
        long most,
        long small,
        Facts facts)
        implements Serializable {
    /** No result stays. */
    static final long NEVER = Long.MAX_VALUE;

    Call {
        inputs = List.copyOf(inputs);
    }

    /**
     * As what results are declared; null where that is not known.
     *
     * @param turn what a loop passes from turn to turn
     */
    record Yield(@Nullable TypeShape result, @Nullable TypeShape turn) implements Serializable {}

    /**
     * An attempt, as far as its function may ask without asking the driver.
     *
     * @param interval from and to; null for none of its own
     * @param captures whether what it prints goes into its log
     * @param level from which on its logger logs; null for nothing
     */
    record Facts(
            String flow,
            String runId,
            String runName,
            String task,
            String label,
            String taskRunName,
            int mapIndex,
            int attempt,
            List<String> tags,
            Instant scheduled,
            @Nullable Span interval,
            String zone,
            String idempotencyKey,
            String traceparent,
            boolean captures,
            @Nullable Level level)
            implements Serializable {
        Facts {
            tags = List.copyOf(tags);
        }
    }

    /** A data interval. */
    record Span(Instant from, Instant to) implements Serializable {
        DataInterval interval() {
            return new DataInterval(from, to);
        }
    }
}
