package dev.reeve.cluster;

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

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    private transient volatile @Nullable RunningCall running;

    CallJob(String key, UUID driver, byte[] call) {
        this.key = key;
        this.driver = driver;
        this.call = call;
    }

    @Override
    public void cancel() {
        RunningCall stopped = running;
        if (stopped != null) {
            stopped.stop();
        }
    }

    @Override
    public byte[] execute() {
        Ignite here = java.util.Objects.requireNonNull(ignite, "the grid");
        RunningCalls calls = RunningCalls.of(here);
        RunningCall begun = calls.of(key);
        running = begun;
        try {
            calls.await();
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return new Callee(call, loader, begun, new Reporter(here, driver, key)).call();
        } catch (InterruptedException e) {
            throw new IgniteInterruptedException(e);
        } finally {
            running = null;
            calls.ended(key);
        }
    }
}
