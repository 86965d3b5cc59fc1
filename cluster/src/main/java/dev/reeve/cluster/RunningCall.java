package dev.reeve.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A call that goes on in a worker, or is about to: can be stopped, and given answers. Thread-safe. */
final class RunningCall {
    private final Map<Integer, CompletableFuture<Report.Answered>> questions = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private @Nullable Thread thread;
    private boolean stopped;

    /** Its function is about to run on this thread, which is interrupted if it was stopped before. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (stopped) {
            thread.interrupt();
        }
    }

    /** Its function ended: an interrupt that was meant for it does not hit what the thread does next. */
    synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts its function. */
    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** A number for a question, whose answer is awaited from now on. */
    int question() {
        int number = numbers.incrementAndGet();
        questions.put(number, new CompletableFuture<>());
        return number;
    }

    void answer(Report.Answered answer) {
        CompletableFuture<Report.Answered> asked = questions.get(answer.number());
        if (asked != null) {
            asked.complete(answer);
        }
    }

    Report.Answered await(int number) throws InterruptedException {
        CompletableFuture<Report.Answered> asked = questions.get(number);
        try {
            if (asked == null) {
                throw new IllegalStateException("nothing was asked under number " + number);
            }
            return asked.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            questions.remove(number);
        }
    }
}
