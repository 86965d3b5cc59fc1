package dev.reeve.agent;

import dev.reeve.api.EventBatch;
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
     * Delivers all that is there.
     *
     * @throws UnavailableException if the server is away; what was not delivered stays
     */
    synchronized void deliver() throws InterruptedException {
        List<Spool.Left> all;
        try {
            all = Spool.left(directory);
        } catch (IOException e) {
            LOG.warn("what runners left in {} cannot be read: {}", directory, e.toString());
            return;
        }
        try {
            for (Spool.Left left : all) {
                if (left.heading().server().equals(server)) { // others are for agents of other servers
                    deliver(left);
                }
            }
        } finally {
            all.forEach(Spool.Left::close);
        }
    }

    private void deliver(Spool.Left left) throws InterruptedException {
        Spool.Heading of = left.heading();
        try (RunnerClient client = RunnerClient.at(server, of.runId(), of.runKey(), trust)) {
            for (EventBatch batch : left.batches()) {
                client.events(batch);
            }
            LOG.info("what run {} told while the server was away was delivered", of.runId());
        } catch (RefusedException refused) {
            LOG.warn("what run {} told while the server was away came too late: {}", of.runId(), refused.getMessage());
        }
        left.delete();
    }
}
