package dev.reeve.cluster;

import dev.reeve.Loop;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.spi.RemoteCall;
import dev.reeve.spi.RemoteSlot;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A slot of a worker, set aside for one attempt. */
final class WorkerSlot implements RemoteSlot {
    private final Caller caller;
    private final SentFunctions functions;
    private final Placement.Reserved reserved;
    private final AtomicBoolean freed = new AtomicBoolean();

    WorkerSlot(Caller caller, SentFunctions functions, Placement.Reserved reserved) {
        this.caller = caller;
        this.functions = functions;
        this.reserved = reserved;
    }

    @Override
    public String worker() {
        return reserved.worker().words();
    }

    @Override
    public @Nullable Object call(RemoteCall asked) throws Exception {
        Recipe recipe = Outgoing.recipe(
                asked, functions.of(asked), TaskRun.current(), caller.limits().most(), reserved.requires());
        Ended ended = caller.call(recipe, reserved.worker(), false);
        ClassLoader loader = recipe.source().loader();
        if (ended.thrown() != null) {
            throw sneaky(ended.thrown().thrown(loader));
        }
        if (ended.value() instanceof Parcel.Held held) {
            return caller.held(held, reserved.worker(), recipe, asked.again());
        }
        Object value = recipe.parcels().open(ended.value(), loader, Parcels.Arrival.OF_DATA);
        return switch (ended.outcome()) {
            case RETURNED, THREW, MISSING -> value;
            case AGAIN -> Loop.again(value);
            case DONE -> Loop.done(value);
            case SUCCEEDED -> throw Signal.success(value, ended.words());
        };
    }

    private static Exception sneaky(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception exception ? exception : new ExecutionException(thrown);
    }

    @Override
    public void free() {
        if (freed.compareAndSet(false, true)) {
            caller.placement().free(reserved);
        }
    }
}
