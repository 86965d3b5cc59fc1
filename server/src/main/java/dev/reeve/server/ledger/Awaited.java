package dev.reeve.server.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** The answer of a writer, waited for; what kept it from writing is thrown. */
final class Awaited {
    private Awaited() {}

    /** By a latch: a future that a thread of a fork-join pool waits for asks for another thread, and there is a last one. */
    static <T> T of(CompletableFuture<T> answer) {
        CountDownLatch done = new CountDownLatch(1);
        var ignored = answer.whenComplete((value, problem) -> done.countDown());
        boolean interrupted = false;
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException e) { // what is on its way is not called back by that
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException problem ? problem.again() : e;
        }
    }
}
