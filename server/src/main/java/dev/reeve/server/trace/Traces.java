package dev.reeve.server.trace;

import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.LedgerException;
import dev.reeve.server.metric.Meters;
import dev.reeve.server.trace.DueTraces.Due;
import dev.reeve.server.trace.Sending.AwayException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that tells a collector of runs that ended, out of the ledger: a run is a trace, a task run a span, whoever ran it
 * and however it ended. Nobody waits for it. While the collector is away, up to {@value #MOST_WAITING} runs wait for it in the
 * database; those that ended first are given up then, and counted. A run may be told twice, with the same identifiers, where a
 * server dies meanwhile.
 */
public final class Traces implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final DueTraces due;
    private final Telling telling;
    private final Collector collector;
    private final Meters meters;
    private final TraceOptions options;
    private final Thread thread =
            Thread.ofPlatform().name("reeve-traces").daemon().unstarted(this::run);
    private volatile boolean closed;

    // the thread's own
    private boolean away;
    private int failures;
    private long restUntil = System.nanoTime();
    private boolean refusing;

    private Traces(DueTraces due, Telling telling, Collector collector, Meters meters, TraceOptions options) {
        this.due = due;
        this.telling = telling;
        this.collector = collector;
        this.meters = meters;
        this.options = options;
    }

    /**
     * Begins to tell it. Runs that ended while no server told of runs may not be told.
     *
     * @param version that of this program
     */
    public static Traces start(Jdbi jdbi, Ledger ledger, TraceOptions options, Meters meters, String version) {
        return start(new DueTraces(jdbi, MOST_WAITING), ledger, options, meters, version);
    }

    static Traces start(DueTraces due, Ledger ledger, TraceOptions options, Meters meters, String version) {
        Collector collector = new Collector(options, new Otlp(version));
        Traces traces = new Traces(due, new Telling(ledger), collector, meters, options);
        traces.lost(due.find()); // what ends from now on is told
        traces.thread.start();
        return traces;
    }

    private void run() {
        while (!closed) {
            try {
                pass();
            } catch (RuntimeException e) { // a database that is away for a while
                LOG.debug("Traces are not sent just now, and are later", e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void pass() {
        int lost = due.find();
        lost(lost);
        if (lost > 0) {
            LOG.warn("Traces of {} runs were given up: more wait for {} than are kept", lost, options.endpoint());
        }
        while (!closed && System.nanoTime() - restUntil >= 0) {
            Optional<Due> next = due.take(BUSY);
            if (next.isEmpty()) {
                return;
            }
            tell(next.get());
        }
    }

    private void lost(int runs) {
        meters.count("reeve_traces_lost_total", "Runs whose traces were given up.", "", runs);
    }

    private void tell(Due next) {
        Sending sending = new Sending(collector, meters, () -> goesOn(next));
        try {
            telling.tell(next.run(), sending::add);
            sending.flush();
            due.done(next);
            meters.count("reeve_traces_sent_total", "Runs whose traces were told to the collector.", "", 1);
            told(sending.refused());
        } catch (AwayException e) {
            due.keep(next, Duration.ZERO);
            rest(e);
        } catch (RuntimeException e) {
            if (e instanceof JdbiException || e instanceof LedgerException away && away.passing()) {
                throw e;
            }
            LOG.error("The trace of run {} cannot be made and is given up", next.run(), e);
            due.done(next);
            lost(1);
        }
    }

    private void goesOn(Due next) {
        if (closed) {
            throw new AwayException(new Collector.Answer.Later("the server stops", Duration.ZERO));
        }
        due.keep(next, BUSY);
    }

    private void told(String refused) {
        if (away) {
            LOG.info("Traces go to {} again", options.endpoint());
        }
        if (!refused.isEmpty() && !refusing) {
            LOG.warn(
                    "{} does not want traces: {}. They are lost, and counted in the metrics",
                    options.endpoint(),
                    refused);
        }
        refusing = !refused.isEmpty();
        away = false;
        failures = 0;
    }

    private void rest(AwayException e) {
        if (closed) {
            return;
        }
        failures++;
        Duration rest = Duration.ofSeconds(1L << Math.min(5, failures - 1));
        if (e.answer.least().compareTo(rest) > 0) {
            rest = e.answer.least();
        } else if (rest.compareTo(LONGEST_REST) > 0) {
            rest = LONGEST_REST;
        }
        restUntil = System.nanoTime() + rest.toNanos();
        meters.count("reeve_trace_failures_total", "Requests that the collector did not answer, or not now.", "", 1);
        if (!away) {
            LOG.warn("Traces wait: {} takes none now; {}", options.endpoint(), e.getMessage());
        }
        away = true;
    }

    /** Tells nothing more; what is under way is broken off, and told after the next start, or by another server. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(3_000); // what the collector has is not to be told again
            thread.interrupt();
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        collector.close();
    }
}
