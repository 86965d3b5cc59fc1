package dev.reeve.cluster;

import dev.reeve.TaskRun;
import dev.reeve.engine.spill.Scratch;
import dev.reeve.spi.CurrentTaskRun;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has functions called by workers, and looks after the results that these hold. Thread-safe. */
final class Caller {
    /** How often a call is sent whose inputs are lost on the way. */
    private static final int SENDS = 5;

    private final Supplier<Driver> driver;
    private final Supplier<@Nullable Driver> ifJoined;
    private final Placement placement;
    private final Limits limits;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * How many bytes go where.
     *
     * @param small a result with more stays with its worker
     * @param most go one way at once
     */
    record Limits(long small, long most) {}

    /** {@code driver} joins the cluster if need be, {@code ifJoined} does not. */
    Caller(Supplier<Driver> driver, Supplier<@Nullable Driver> ifJoined, Placement placement, Limits limits) {
        this.driver = driver;
        this.ifJoined = ifJoined;
        this.placement = placement;
        this.limits = limits;
    }

    /** For the functions of a run. */
    SentFunctions functions() {
        return new SentFunctions(limits, numbers);
    }

    Limits limits() {
        return limits;
    }

    Placement placement() {
        return placement;
    }

    /** Has a function called; what it reads and is lost is made again before. */
    Ended call(Recipe recipe, WorkerNode worker, boolean again) throws Exception {
        for (int sends = 1; ; sends++) {
            Map<String, Spot> places = new HashMap<>();
            for (HeldResult input : recipe.inputs()) {
                places.put(input.name(), input.spot(worker));
            }
            Ended ended = new Errand(driver.get(), placement, worker, recipe).run(places, again);
            if (ended.outcome() != Ended.Outcome.MISSING) {
                return ended;
            }
            if (sends == SENDS || recipe.run().cancelled() && !again) {
                throw new WorkerLostException(
                        "worker " + worker.words() + " could not get what the task reads: " + ended.words());
            }
            for (HeldResult input : recipe.inputs()) {
                Spot empty = places.get(input.name());
                if (empty != null && ended.missing().contains(input.name())) {
                    input.lost(empty);
                }
            }
        }
    }

    /** A result of a call, which its worker holds. */
    HeldResult held(Parcel.Held held, WorkerNode worker, Recipe recipe, Consumer<String> again) throws IOException {
        Spot spot = new Spot(worker.id(), held.name(), held.length());
        return new HeldResult(held.name(), spot, worker.words(), recipe.aside(scratch()), this, again);
    }

    private Scratch scratch() {
        return driver.get().scratch();
    }

    /**
     * The worker that makes a result again.
     *
     * @throws WorkerLostException if none can
     */
    WorkerNode host(Recipe recipe, @Nullable WorkerNode near, String lostWith) throws WorkerLostException {
        WorkerNode host = placement.any(recipe.requires(), near);
        if (host == null) {
            throw new WorkerLostException("the result of " + recipe.words() + " was lost with worker " + lostWith
                    + ", and nobody can make it again: " + placement.why(recipe.requires()));
        }
        return host;
    }

    boolean isThere(UUID worker) {
        return driver.get().there(worker) != null;
    }

    /** The bytes of a result. */
    byte[] fetched(Spot spot, String words) throws HeldLostException, InterruptedException {
        if (spot.length() > limits.most()) {
            throw Sizes.tooLarge("the result of " + words, spot.length(), limits.most());
        }
        return HeldPart.all(driver.get().ignite(), spot, stopped());
    }

    private static BooleanSupplier stopped() {
        TaskRun run = CurrentTaskRun.ifAny();
        return run == null ? () -> false : run::cancelled;
    }

    /** Nobody needs what is there; null for nothing. */
    void forget(@Nullable Spot spot) {
        Driver joined = ifJoined.get();
        if (spot != null && joined != null) {
            joined.forget(spot);
        }
    }
}
