package dev.reeve.cluster;

import dev.reeve.Loop;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.spi.RemoteCall;
import dev.reeve.spi.RemoteSlot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.cluster.ClusterGroupEmptyException;
import org.apache.ignite.cluster.ClusterTopologyException;
import org.apache.ignite.compute.ComputeTaskCancelledException;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;

/** A slot of a worker, set aside for one attempt. */
final class WorkerSlot implements RemoteSlot {
    /** A worker that has just come may not be known everywhere for a moment. */
    private static final int SENDS = 10;

    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Driver driver;
    private final Placement placement;
    private final Placement.Reserved reserved;
    private final long most;
    private final AtomicBoolean freed = new AtomicBoolean();

    /** {@code most} is how many bytes go one way at most. */
    WorkerSlot(Driver driver, Placement placement, Placement.Reserved reserved, long most) {
        this.driver = driver;
        this.placement = placement;
        this.reserved = reserved;
        this.most = most;
    }

    @Override
    public String worker() {
        return reserved.worker().words();
    }

    @Override
    public @Nullable Object call(RemoteCall asked) throws Exception {
        TaskRun run = TaskRun.current();
        ClassSource source = ClassSource.of(asked.node());
        Outgoing outgoing = Outgoing.of(asked, run, most);
        byte[] bytes = Wire.bytes(outgoing.call());
        if (bytes.length > most) {
            throw Sizes.tooLarge("what " + asked.node().function().text() + " is given", bytes.length, most);
        }
        String key = driver.newKey();
        LiveCall live = new LiveCall(
                key,
                run,
                outgoing.parcels(),
                source.loader(),
                driver.orders(reserved.worker().id(), key));
        driver.begin(live);
        try {
            Ended ended = (Ended) Wire.read(answered(live, source, bytes), source.loader());
            live.end(ended.reports());
            return result(ended, outgoing.parcels(), source.loader());
        } finally {
            driver.end(live);
        }
    }

    private static @Nullable Object result(Ended ended, Parcels parcels, ClassLoader loader) throws Exception {
        ThrownShape thrown = ended.thrown();
        if (thrown != null) {
            throw sneaky(thrown.thrown(loader));
        }
        Object value = parcels.open(ended.value(), loader, Parcels.Arrival.OF_DATA);
        return switch (ended.outcome()) {
            case RETURNED, THREW -> value;
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

    /** Sends it and waits for the answer, also when interrupted: then the function is, and its end is what counts. */
    private byte[] answered(LiveCall live, ClassSource source, byte[] bytes) throws Exception {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        send(live, source, bytes, answer, 1);
        while (true) {
            try {
                return answer.get();
            } catch (InterruptedException stopped) {
                live.stop();
            } catch (ExecutionException failed) {
                throw failure(failed.getCause());
            }
        }
    }

    private void send(LiveCall live, ClassSource source, byte[] bytes, CompletableFuture<byte[]> answer, int times) {
        IgniteFuture<byte[]> sent;
        try {
            sent = driver.ignite()
                    .compute(driver.ignite()
                            .cluster()
                            .forNodeId(reserved.worker().id()))
                    .withNoFailover()
                    .executeAsync(new CallTask(live.key(), driver.id(), source), bytes);
        } catch (IgniteException | IllegalStateException refused) {
            answer.completeExceptionally(refused);
            return;
        }
        sent.listen(done -> {
            try {
                answer.complete(done.get());
            } catch (ClusterGroupEmptyException notKnown) {
                if (times < SENDS && isThere()) {
                    CompletableFuture.delayedExecutor(MOMENT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                            .execute(() -> send(live, source, bytes, answer, times + 1));
                } else {
                    answer.completeExceptionally(notKnown);
                }
            } catch (Throwable failed) {
                answer.completeExceptionally(failed);
            }
        });
    }

    private boolean isThere() {
        try {
            return driver.there(reserved.worker().id()) != null;
        } catch (IllegalStateException stopped) {
            return false;
        }
    }

    private Exception failure(@Nullable Throwable failed) {
        boolean gone = !isThere();
        if (gone) { // the next attempt may begin before that is told as news
            placement.left(reserved.worker().id());
        }
        if (gone
                || failed instanceof ClusterTopologyException
                || failed instanceof ComputeTaskCancelledException
                || failed instanceof IgniteInterruptedException) {
            return new WorkerLostException("worker " + worker() + " was lost while it called the task's function");
        }
        return new IllegalStateException(
                "worker " + worker() + " could not call the task's function: " + GridNode.words(failed), failed);
    }

    @Override
    public void free() {
        if (freed.compareAndSet(false, true)) {
            placement.free(reserved);
        }
    }
}
