package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.api.ClaimedRun;
import dev.reeve.client.ServerJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A runner process as its agent sees it. Thread-safe. */
final class RunnerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerProcess.class);
    private static final int MOST_LINES_WAITING = 20_000;
    private static final byte[] CLOSE = new byte[0];

    /** Who is told what becomes of it. Called by its threads. */
    interface Watcher {
        /** A run has ended, and the server knows. */
        void ended(RunnerProcess runner, ClaimedRun run);

        /** The process is gone; these runs had not ended. */
        void died(RunnerProcess runner, List<ClaimedRun> unfinished, LastWords.Death death);
    }

    private final Process process;
    private final Watcher watcher;
    private final String bundle;
    private final int most;
    private final String token = "reeve:" + UUID.randomUUID() + ":";
    private final LastWords words = new LastWords();
    private final BlockingQueue<byte[]> orders = new LinkedBlockingQueue<>();
    private final Map<String, ClaimedRun> inHand = new LinkedHashMap<>();
    private boolean retired;
    private boolean dead;
    private String killed = "";
    private long idleSince = System.nanoTime();

    private RunnerProcess(Process process, Watcher watcher, String bundle, int most) {
        this.most = most;
        this.process = process;
        this.watcher = watcher;
        this.bundle = bundle;
    }

    /** Starts one for that code, which has so many runs in hand at most. */
    static RunnerProcess start(ProcessBuilder command, String bundle, int most, Watcher watcher) throws IOException {
        RunnerProcess runner = new RunnerProcess(command.start(), watcher, bundle, most);
        runner.order(RunnerOrder.token(runner.token));
        String name = "reeve-runner-" + runner.process.pid();
        Thread.ofPlatform().daemon().name(name + "-orders").start(runner::write);
        Thread out = Thread.ofPlatform()
                .daemon()
                .name(name + "-out")
                .start(() -> runner.listen(runner.process.getInputStream(), false));
        Thread err = Thread.ofPlatform()
                .daemon()
                .name(name + "-err")
                .start(() -> runner.listen(runner.process.getErrorStream(), true));
        Thread.ofPlatform().daemon().name(name + "-end").start(() -> runner.watch(out, err));
        return runner;
    }

    long pid() {
        return process.pid();
    }

    /** Which code it has loaded. */
    String bundle() {
        return bundle;
    }

    int most() {
        return most;
    }

    /** Takes a run, if it has room for one more and goes on. */
    synchronized boolean take(ClaimedRun run) {
        if (retired || dead || inHand.size() >= most) {
            return false;
        }
        inHand.put(RunnerOrder.key(run), run);
        order(RunnerOrder.run(run));
        return true;
    }

    synchronized boolean has(String runId) {
        return inHand.values().stream().anyMatch(run -> run.runId().equals(runId));
    }

    void cancel(String runId, Stop stop) {
        order(RunnerOrder.cancel(runId, stop));
    }

    void lease(long nanoTime) {
        order(RunnerOrder.lease(nanoTime));
    }

    /** It takes no more runs, and ends with its last. */
    synchronized void retire() {
        retired = true;
        if (inHand.isEmpty()) {
            close();
        }
    }

    /** Whether it has had no run for so long. */
    synchronized boolean idleFor(long nanos) {
        return inHand.isEmpty() && System.nanoTime() - idleSince >= nanos;
    }

    private void close() {
        orders.add(CLOSE);
        Thread.ofPlatform().daemon().name("reeve-runner-" + pid() + "-close").start(() -> {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Ends it at once, with all that it began. */
    synchronized void kill(String why) {
        if (!dead && killed.isEmpty()) {
            killed = why;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits until it has ended, so long at most. */
    void awaitGone(long nanos) {
        try {
            boolean gone = process.waitFor(nanos, TimeUnit.NANOSECONDS);
            LOG.debug("runner {} is gone: {}", pid(), gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(RunnerOrder order) {
        orders.add((ServerJson.MAPPER.writeValueAsString(order) + "\n").getBytes(UTF_8));
    }

    /** A thread of its own: a process that hangs must not hold up who gives orders. */
    private void write() {
        try (OutputStream to = process.getOutputStream()) {
            for (byte[] line = orders.take(); line.length > 0; line = orders.take()) {
                to.write(line);
                to.flush();
            }
        } catch (IOException gone) {
            LOG.debug("runner {} takes no orders: {}", pid(), gone.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(InputStream printed, boolean error) {
        try {
            PrintedText.read(printed, line -> heard(line, error));
        } catch (IOException gone) {
            LOG.debug("runner {} cannot be heard: {}", pid(), gone.toString());
        }
    }

    private void heard(String line, boolean error) {
        WarmRunner.RunnerNews news = WarmRunner.RunnerNews.read(line, token);
        if (news != null && news.ended() != null) {
            ended(news.ended());
        } else if (news != null && news.exit() != null) {
            words.exitBy(news.exit());
        } else if (news != null && news.hear() != null) {
            order(RunnerOrder.heard(news.hear()));
        } else if (!line.isEmpty()) {
            words.add(line);
            LOG.debug("runner {}: {}", pid(), line);
            if (orders.size() < MOST_LINES_WAITING) {
                order(RunnerOrder.output(error, line));
            }
        }
    }

    private void ended(String key) {
        ClaimedRun run;
        synchronized (this) {
            run = inHand.remove(key);
            idleSince = System.nanoTime();
            if (retired && inHand.isEmpty()) {
                close();
            }
        }
        if (run != null) {
            watcher.ended(this, run);
        }
    }

    private void watch(Thread out, Thread err) {
        try {
            int code = process.waitFor();
            out.join(2_000); // a process that it began may still have the pipe
            err.join(2_000);
            List<ClaimedRun> unfinished;
            LastWords.Death death;
            synchronized (this) {
                dead = true;
                unfinished = List.copyOf(inHand.values());
                inHand.clear();
                death = words.death(code, killed);
            }
            orders.add(CLOSE);
            watcher.died(this, unfinished, death);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
