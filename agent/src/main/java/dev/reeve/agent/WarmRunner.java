package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.api.ClaimedRun;
import dev.reeve.client.ServerJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * A process that carries out run after run, several at once, as an agent tells it on its standard input. It ends when
 * that does: at once if it has no run in hand, else with its last run, or when the agent's lease has lapsed, for then
 * its runs are somebody else's.
 */
public final class WarmRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WarmRunner.class);
    private static final long LONGEST_LOOK_MILLIS = 1_000;

    private final Runner runner;
    private final RunLogs logs;
    private final OutputStream out;
    private final OutputStream err;
    private final Map<String, CountDownLatch> unheard = new ConcurrentHashMap<>();
    private final Lease lease = Lease.unlimited();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private volatile String token = "";

    /** One whose runs that runner carries out; the agent reads both streams, with whatever else is printed there. */
    public WarmRunner(Runner runner, RunLogs logs, OutputStream out, OutputStream err) {
        this.runner = runner;
        this.logs = logs;
        this.out = out;
        this.err = err;
        logs.settling(this::awaitHeard);
    }

    /** Does what it is told until the end. Whoever calls ends the process then, whatever threads tasks left behind. */
    public void serve(InputStream orders) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::tellWhoExits, "reeve-exits"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(orders, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line);
            }
        } catch (IOException gone) {
            LOG.debug("the agent cannot be heard: {}", gone.toString());
        }
        while (!inHand.isEmpty() && lease.holds()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** A task that calls {@link System#exit} is to take no run along that is beside it. */
    private void tellWhoExits() {
        Thread looking = Thread.ofPlatform().daemon().start(() -> {
            List<String> keys = runner.exiting();
            if (!keys.isEmpty()) {
                tell(out, RunnerNews.exit(keys));
            }
        });
        try {
            looking.join(LONGEST_LOOK_MILLIS); // whatever state its threads are in, the process ends
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void obey(String line) {
        RunnerOrder order;
        try {
            order = ServerJson.MAPPER.readValue(line, RunnerOrder.class);
        } catch (JacksonException e) {
            LOG.warn("the agent said what is no order; it is of another release: {}", e.getMessage());
            return;
        }
        if (order.token() != null) {
            token = order.token();
        } else if (order.run() != null) {
            begin(order.run());
        } else if (order.cancel() != null) {
            runner.cancel(order.cancel().runId(), order.cancel().stop());
        } else if (order.lease() != null) {
            lease.renewedUntil(order.lease());
        } else if (order.output() != null) {
            logs.toAll(Instant.now(), order.output().error(), order.output().text());
        } else if (order.heard() != null) {
            CountDownLatch latch = unheard.get(order.heard());
            if (latch != null) {
                latch.countDown();
            }
        }
    }

    private void begin(ClaimedRun run) {
        inHand.add(RunnerOrder.key(run));
        runner.threads().startOwn("reeve-run-" + run.runId(), () -> {
            try {
                runner.execute(run, Objects.requireNonNullElse(run.runKey(), ""), lease);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended(RunnerOrder.key(run));
            }
        });
    }

    /** What the process printed comes back from the agent, and that may take a moment. */
    private void awaitHeard(String runId) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(2);
        unheard.put(runId, latch);
        tell(out, RunnerNews.hear(runId));
        tell(err, RunnerNews.hear(runId));
        boolean heard = latch.await(2, TimeUnit.SECONDS);
        LOG.debug("what was printed during run {} was heard: {}", runId, heard);
        unheard.remove(runId);
    }

    private void ended(String key) {
        tell(out, RunnerNews.ended(key));
        inHand.remove(key);
    }

    /** In one piece, on a line of its own, whatever else the process prints meanwhile. */
    private void tell(OutputStream to, RunnerNews news) {
        byte[] line = ("\n" + token + ServerJson.MAPPER.writeValueAsString(news) + "\n").getBytes(UTF_8);
        synchronized (to) {
            try {
                to.write(line);
                to.flush();
            } catch (IOException gone) {
                LOG.debug("the agent cannot be told {}: {}", news, gone.toString());
            }
        }
    }

    /**
     * What a runner tells its agent.
     *
     * @param ended the {@link RunnerOrder#key} of a run that has ended, and the server knows
     * @param hear a run that ends once all is told that was printed on this stream before
     * @param exit the keys of the runs that end the process
     */
    record RunnerNews(
            @Nullable String ended,
            @Nullable String hear,
            @Nullable List<String> exit) {
        static RunnerNews ended(String key) {
            return new RunnerNews(key, null, null);
        }

        static RunnerNews hear(String runId) {
            return new RunnerNews(null, runId, null);
        }

        static RunnerNews exit(List<String> keys) {
            return new RunnerNews(null, null, keys);
        }

        static @Nullable RunnerNews read(String line, String token) {
            try {
                return line.startsWith(token)
                        ? ServerJson.MAPPER.readValue(line.substring(token.length()), RunnerNews.class)
                        : null;
            } catch (JacksonException e) {
                return null;
            }
        }
    }
}
