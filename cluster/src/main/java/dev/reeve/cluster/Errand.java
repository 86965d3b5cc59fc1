package dev.reeve.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.cluster.ClusterGroupEmptyException;
import org.apache.ignite.cluster.ClusterTopologyException;
import org.apache.ignite.compute.ComputeTaskCancelledException;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;

/** A call on its way to one worker and back. */
final class Errand {
    /** A worker that has just come may not be known everywhere for a moment. */
    private static final int SENDS = 10;

    private static final long MOMENT = 200;

    private final Driver driver;
    private final Placement placement;
    private final WorkerNode worker;
    private final Recipe recipe;

    Errand(Driver driver, Placement placement, WorkerNode worker, Recipe recipe) {
        this.driver = driver;
        this.placement = placement;
        this.worker = worker;
        this.recipe = recipe;
    }

    /**
     * Has the function called.
     *
     * @param places where the results are that it reads and workers hold
     * @param again whether that happens once more for its result, which was lost: what it keeps for people is there already
     */
    Ended run(Map<String, Spot> places, boolean again) throws Exception {
        String key = driver.newKey();
        LiveCall live = new LiveCall(key, recipe, driver.orders(worker.id(), key), again);
        driver.begin(live);
        try {
            CallTask task = new CallTask(key, driver.id(), recipe.source(), Spot.bytes(places), again);
            Ended ended = Ended.of(answered(live, task), recipe.source().loader());
            live.end(ended.reports());
            return ended;
        } finally {
            driver.end(live);
        }
    }

    /** Sends it and waits for the answer, also when interrupted: then the function is, and its end is what counts. */
    private byte[] answered(LiveCall live, CallTask task) throws Exception {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        send(task, recipe.call(), answer, 1);
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

    private void send(CallTask task, byte[] call, CompletableFuture<byte[]> answer, int times) {
        IgniteFuture<byte[]> sent;
        try {
            sent = driver.ignite()
                    .compute(driver.ignite().cluster().forNodeId(worker.id()))
                    .withExecutor(GridNode.CALLS)
                    .withNoFailover()
                    .executeAsync(task, call);
        } catch (IgniteException | IllegalStateException refused) {
            answer.completeExceptionally(refused);
            return;
        }
        sent.listen(done -> {
            try {
                answer.complete(done.get());
            } catch (ClusterGroupEmptyException notKnown) {
                if (times < SENDS && isThere()) {
                    CompletableFuture.delayedExecutor(MOMENT, TimeUnit.MILLISECONDS)
                            .execute(() -> send(task, call, answer, times + 1));
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
            return driver.there(worker.id()) != null;
        } catch (IllegalStateException stopped) {
            return false;
        }
    }

    private Exception failure(@Nullable Throwable failed) {
        boolean gone = !isThere();
        if (gone) { // the next attempt may begin before that is told as news
            placement.left(worker.id());
        }
        if (gone
                || failed instanceof ClusterTopologyException
                || failed instanceof ComputeTaskCancelledException
                || failed instanceof IgniteInterruptedException) {
            return new WorkerLostException(
                    "worker " + worker.words() + " was lost while it called the task's function");
        }
        return new IllegalStateException(
                "worker " + worker.words() + " could not call the task's function: " + GridNode.words(failed), failed);
    }
}
