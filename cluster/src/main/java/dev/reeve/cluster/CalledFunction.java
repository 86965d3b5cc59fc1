package dev.reeve.cluster;

import dev.reeve.graph.Body;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all calls of a task in a run: written once, and read once by each worker. A function is one object
 * for all its calls in a worker, as it is in a process without one.
 *
 * @param body the function, which can be serialized
 * @param yields what its result is declared as
 * @param serializer how values travel; null for JSON
 * @param most how many bytes may ride back
 * @param small a result with more bytes stays with the worker; {@link #NEVER} for none
 * @param captures whether what it prints goes into its log
 */
record CalledFunction(
        Body body, Yield yields, @Nullable SerializerShape serializer, long most, long small, boolean captures)
        implements Serializable {
    /** No result stays. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * As what results are declared; null where that is not known.
     *
     * @param turn what a loop passes from turn to turn
     */
    record Yield(@Nullable TypeShape result, @Nullable TypeShape turn) implements Serializable {}
}
