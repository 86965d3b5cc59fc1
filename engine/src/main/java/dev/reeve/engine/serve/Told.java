package dev.reeve.engine.serve;

import dev.reeve.serve.ServeEvent;
import dev.reeve.serve.ServeSummary;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens, and counts it. Used by the thread that serves. */
final class Told {
    private static final Logger LOG = LoggerFactory.getLogger("dev.reeve.serve");

    private final Watch watch;
    private final @Nullable Consumer<ServeEvent> listener;
    private int flows;
    private int succeeded;
    private int failed;
    private int cancelled;
    private int cutOff;
    private boolean cutting;
    private int skipped;
    private int refused;

    Told(Watch watch, @Nullable Consumer<ServeEvent> listener) {
        this.watch = watch;
        this.listener = listener;
    }

    void tell(ServeEvent.Kind kind, String flow, @Nullable Instant scheduled, String runId, String words) {
        switch (kind) {
            case SERVING -> flows++;
            case REFUSED -> refused++;
            case SUCCEEDED -> succeeded++;
            case SKIPPED -> skipped++;
            case WAITING, NEXT, STARTED, RESUMED, UNFINISHED, FAILED, PAUSED, QUEUED, MISSED, JUMPED, STOPPING -> {}
            case CANCELLING -> cutting = true;
        }
        ServeEvent event = new ServeEvent(kind, watch.wall(), flow, scheduled, runId, words);
        if (listener == null) {
            log(event);
            return;
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) { // who listens stops no flow
            LOG.warn("The listener of serving threw at \"{}\"", words, e);
        }
    }

    /** A run ended without success. */
    void failed(boolean wasCancelled) {
        if (wasCancelled) {
            cancelled++;
            cutOff += cutting ? 1 : 0;
        } else {
            failed++;
        }
    }

    private static void log(ServeEvent event) {
        switch (event.kind()) {
            case REFUSED, FAILED, MISSED, SKIPPED, JUMPED, UNFINISHED, CANCELLING -> LOG.warn("{}", event.words());
            case SERVING, WAITING, NEXT, STARTED, RESUMED, SUCCEEDED, PAUSED, QUEUED, STOPPING ->
                LOG.info("{}", event.words());
        }
    }

    ServeSummary summary() {
        return new ServeSummary(flows, succeeded, failed, cancelled, cutOff, skipped, refused);
    }
}
