package dev.reeve.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.apache.ignite.Ignite;

/** Tells the driver of one call what it does, in order. Thread-safe. */
final class Reporter {
    private static final long LATEST = Duration.ofMinutes(1).toMillis();

    private final Ignite ignite;
    private final UUID driver;
    private final String key;
    private int sent;

    Reporter(Ignite ignite, UUID driver, String key) {
        this.ignite = ignite;
        this.driver = driver;
        this.key = key;
    }

    synchronized void report(Report report) {
        try {
            ignite.message(ignite.cluster().forNodeId(driver))
                    .sendOrdered(Sent.REPORTS, new Sent(key, report).bytes(), LATEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sent++;
    }

    /** How many were sent. */
    synchronized int sent() {
        return sent;
    }
}
