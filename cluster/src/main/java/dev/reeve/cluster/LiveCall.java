package dev.reeve.cluster;

import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A call as the driver knows it while a worker is at it: takes what the worker reports. Thread-safe. */
final class LiveCall {
    /** Reports come another way than what comes of the call: how long they are waited for. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final String key;
    private final Recipe recipe;
    private final TaskRun run;
    private final Consumer<Report.Order> orders;
    private final boolean again;
    private int heard;
    private boolean over;

    /**
     * A call that is about to be sent.
     *
     * @param orders takes what the worker is to be told
     * @param again whether it was made before: what it keeps for people is there already
     */
    LiveCall(String key, Recipe recipe, Consumer<Report.Order> orders, boolean again) {
        this.key = key;
        this.recipe = recipe;
        this.run = recipe.run();
        this.orders = orders;
        this.again = again;
    }

    String key() {
        return key;
    }

    void stop() {
        orders.accept(new Report.Stop());
    }

    /** Takes a report; one that comes after the call ended is dropped. */
    synchronized void heard(Report report) {
        if (over) {
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        if (recipe.diagnostics() != null) {
            MDC.setContextMap(recipe.diagnostics());
        }
        try {
            switch (report) {
                case Report.Logged line -> log(line);
                case Report.Printed line -> (line.error() ? System.err : System.out).println(line.line());
                case Report.Kept kept -> {
                    if (!again) {
                        run.artifact((Artifact) kept.artifact());
                    }
                }
                case Report.Asked asked -> orders.accept(answer(asked));
            }
        } catch (RuntimeException e) { // such as one artifact too many: the function has gone on
            LoggerFactory.getLogger(LiveCall.class).warn("{}: {}", run, e.getMessage());
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
            heard++;
            notifyAll();
        }
    }

    private void log(Report.Logged line) {
        Logger logger = run.logger();
        Throwable thrown = line.thrown() == null
                ? null
                : line.thrown().thrown(recipe.source().loader());
        logger.makeLoggingEventBuilder(line.level()).setCause(thrown).log(line.message());
    }

    private Report.Answered answer(Report.Asked asked) {
        try {
            return new Report.Answered(asked.number(), ParcelForm.bytes(answer(asked.question())), null);
        } catch (Exception refused) {
            return new Report.Answered(asked.number(), new byte[0], ThrownShape.of(refused));
        }
    }

    private Parcel answer(Report.Question question) throws Parcel.Stuck {
        return switch (question) {
            case Report.OfSecret asked -> {
                Secret secret = run.secret(asked.name());
                yield recipe.parcels().of(secret, null);
            }
            case Report.OfParameters asked -> recipe.parcels().of(new LinkedHashMap<>(run.parameters()), null);
            case Report.OfAnswer asked ->
                recipe.parcels().of(run.answer(Object.class).orElse(null), null);
        };
    }

    /** Waits for what the worker reported before the call ended; then takes no more. */
    synchronized void end(int reports) {
        long until = System.nanoTime() + LATE.toNanos();
        boolean interrupted = false;
        while (heard < reports) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                LoggerFactory.getLogger(LiveCall.class)
                        .warn("{}: {} reports of its worker did not arrive", run, reports - heard);
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        over = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more reports: nobody waits for the call. */
    synchronized void drop() {
        over = true;
    }
}
