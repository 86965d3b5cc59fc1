package dev.reeve.agent;

import dev.reeve.client.RefusedException;
import dev.reeve.client.RunnerClient;
import dev.reeve.client.Trust;
import dev.reeve.client.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what runners left on the disk that died while the server was away: in order, and once. */
final class LeftSpools {
    private static final Logger LOG = LoggerFactory.getLogger(LeftSpools.class);

    private final URI server;
    private final Trust trust;
    private final Path directory;

    LeftSpools(URI server, Trust trust, Path directory) {
        this.trust = trust;
        this.server = server;
        this.directory = directory;
    }

    /**
     * Delivers all that is there, lines of logs first: whoever reads them until a run ends is to have them all.
     *
     * @throws UnavailableException if the server is away; what was not delivered stays
     */
    synchronized void deliver() throws InterruptedException {
        deliver(Spool.LINES, RunnerClient::logs);
        deliver(Spool.EVENTS, RunnerClient::events);
    }

    /** Where a batch is handed in. */
    @FunctionalInterface
    private interface Desk<B> {
        Object hand(RunnerClient client, B batch) throws InterruptedException;
    }

    private <B> void deliver(Spool.Kind<B> kind, Desk<B> desk) throws InterruptedException {
        List<Spool.Left<B>> all;
        try {
            all = Spool.left(kind, directory);
        } catch (IOException e) {
            LOG.warn("what runners left in {} cannot be read: {}", directory, e.toString());
            return;
        }
        try {
            for (Spool.Left<B> left : all) {
                if (left.heading().server().equals(server)) { // others are for agents of other servers
                    deliver(left, desk);
                }
            }
        } finally {
            all.forEach(Spool.Left::close);
        }
    }

    private <B> void deliver(Spool.Left<B> left, Desk<B> desk) throws InterruptedException {
        Spool.Heading of = left.heading();
        try (RunnerClient client = RunnerClient.at(server, of.runId(), of.runKey(), trust)) {
            for (B batch : left.batches()) {
                Object answer = desk.hand(client, batch);
                LOG.debug("of run {} was delivered: {}", of.runId(), answer);
            }
            LOG.info("what run {} told while the server was away was delivered", of.runId());
        } catch (RefusedException refused) {
            LOG.warn("what run {} told while the server was away came too late: {}", of.runId(), refused.getMessage());
        }
        left.delete();
    }
}
