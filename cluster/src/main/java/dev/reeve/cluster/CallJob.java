package dev.reeve.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.compute.ComputeJob;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** A call as the grid carries it. A job of our own, as only such a one is interrupted at once when its driver is lost. */
final class CallJob implements ComputeJob {
    private static final long serialVersionUID = 1;

    private final String key;
    private final UUID driver;
    private final byte[] call;
    private final byte[] places;
    private final boolean holds;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    private transient volatile @Nullable RunningCall running;

    CallJob(String key, UUID driver, byte[] call, byte[] places, boolean holds) {
        this.key = key;
        this.driver = driver;
        this.call = call;
        this.places = places;
        this.holds = holds;
    }

    @Override
    public void cancel() {
        RunningCall stopped = running;
        if (stopped != null) {
            stopped.stop();
        }
    }

    private Map<String, Spot> places() {
        try {
            return Spot.all(places);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the driver's message cannot be read", unreadable);
        }
    }

    @Override
    public byte[] execute() {
        Ignite here = Objects.requireNonNull(ignite, "the grid");
        RunningCalls calls = RunningCalls.of(here);
        RunningCall begun = calls.begin(key);
        running = begun;
        try {
            calls.await();
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            HeldInputs held = new HeldInputs(here, places(), begun, loader);
            KnownFunctions functions = KnownFunctions.of(here);
            Holder holder = new Holder(Holdings.of(here), here, driver, key, holds);
            return new Callee(
                            call,
                            loader,
                            of -> functions.of(here, driver, of, loader),
                            begun,
                            new Reporter(here, driver, key),
                            held,
                            holder)
                    .call();
        } catch (InterruptedException e) {
            throw new IgniteInterruptedException(e);
        } finally {
            running = null;
            calls.ended(key);
        }
    }
}
