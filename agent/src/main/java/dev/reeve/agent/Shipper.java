package dev.reeve.agent;

import dev.reeve.api.EventAnswer;
import dev.reeve.api.EventBatch;
import dev.reeve.client.RefusedException;
import dev.reeve.client.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of a run to the server, batch after batch: each has what was told while the one before was under way.
 * While the server is away, batches go to the {@link Spool}, and are sent again as they were, so that the server knows
 * those that it has. How the run ended is told once the lines of its log are there, so that whoever reads them until then
 * has them all. Ends when all was delivered that will ever come, or when the server wants no more.
 */
final class Shipper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private final Desk server;
    private final Lines lines;
    private final Outbox outbox;
    private final Spool<EventBatch> spool;
    private final Orders orders;
    private final Pauses pauses;
    private final int epoch;
    private final String run;
    /** Those that the server did not acknowledge, in order. */
    private final Deque<EventBatch> waiting = new ArrayDeque<>();

    private long acknowledged;
    private int failures;
    private boolean spooling;
    /** How many of those that wait are on the disk, the first ones. */
    private int spooled;

    private boolean full;
    /** How long the end has waited for lines while the server took events. */
    private long waited;

    /** Where batches are handed in; answers once they are written. Asked anew after a failure, it asks for this run alone. */
    interface Desk {
        EventAnswer events(EventBatch batch, boolean again) throws InterruptedException;
    }

    /** The lines of the run's log. */
    @FunctionalInterface
    interface Lines {
        /** Takes them to the server, and tells whether it has them. */
        boolean deliver() throws InterruptedException;
    }

    Shipper(
            Desk server,
            Lines lines,
            Outbox outbox,
            Spool<EventBatch> spool,
            Orders orders,
            Pauses pauses,
            String run,
            int epoch) {
        this.server = server;
        this.lines = lines;
        this.outbox = outbox;
        this.spool = spool;
        this.orders = orders;
        this.pauses = pauses;
        this.run = run;
        this.epoch = epoch;
    }

    @Override
    public void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = failures > 0 ? again() : step();
            }
        } catch (InterruptedException e) { // the process ends; what was spooled is delivered by the agent
            spool.close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) { // of ours; a run that nobody is told of must not go on
            lost("its events could not be sent: " + bug);
        }
    }

    /** Sends what there is, or asks for orders after a while in which there was nothing; false at the end. */
    private boolean step() throws InterruptedException {
        if (waiting.isEmpty()) {
            EventBatch batch = outbox.next(pauses.idle().toNanos());
            if (batch == null && outbox.isEmptied()) {
                spool.delete();
                return false;
            }
            waiting.add(batch == null ? new EventBatch(epoch, acknowledged, List.of()) : batch);
        }
        return send(waiting.getFirst());
    }

    private boolean send(EventBatch batch) throws InterruptedException {
        try {
            if (outbox.isEnd(batch)) {
                linesFirst();
            }
            EventAnswer answer = server.events(batch, failures > 0);
            waiting.removeFirst();
            spooled = Math.max(0, spooled - 1);
            delivered(batch, answer);
            return true;
        } catch (UnavailableException away) {
            failures++;
            if (failures == 1) {
                LOG.warn(
                        "the server cannot be told what happens in run {}, and is asked again: {}",
                        run,
                        away.getMessage());
            }
            if (batch.events().isEmpty()) {
                waiting.removeFirst();
                spooled = Math.max(0, spooled - 1);
            }
            return true;
        } catch (RefusedException refused) {
            lost(
                    refused.fenced()
                            ? "the server gave run " + run + " to another runner, or ended it"
                            : "the server takes nothing more about run " + run + ": " + refused.getMessage());
            return false;
        }
    }

    /** Asks with a batch of nothing whether it is the server that is away, or only the lines that it does not take. */
    private void linesFirst() throws InterruptedException {
        while (waited < 2 * pauses.longest().toNanos()) {
            long begun = System.nanoTime();
            if (lines.deliver()) {
                return;
            }
            server.events(new EventBatch(epoch, acknowledged, List.of()), true);
            TimeUnit.NANOSECONDS.sleep(pauses.after(1));
            waited += System.nanoTime() - begun;
        }
        LOG.warn("the server takes no lines of run {}: it ends without them", run);
    }

    private void delivered(EventBatch batch, EventAnswer answer) {
        if (failures > 0) {
            LOG.info("the server can be told again what happens in run {}", run);
            failures = 0;
        }
        acknowledged = batch.firstSeq() + batch.events().size();
        if (waiting.isEmpty() && spooling) { // before anybody goes on: the next batch makes a file of its own
            spooling = false;
            spool.delete();
        }
        outbox.acknowledged(acknowledged);
        answer.answers().forEach(orders::answer);
        if (answer.cancel() != null) {
            orders.cancel(Stop.of(answer.cancel(), answer.graceSeconds()));
        }
    }

    /** The server was away: what waits goes to the disk, then what comes until it is time to ask again. */
    private boolean again() throws InterruptedException {
        if (!spooling) {
            spooling = true;
            toDisk();
        }
        long until = System.nanoTime() + pauses.after(failures);
        long left = until - System.nanoTime();
        while (left > 0) {
            EventBatch batch = outbox.next(left);
            if (batch != null) {
                waiting.add(batch);
                toDisk();
            } else if (outbox.isEmptied()) { // it may be that there is nothing to wait for
                if (waiting.isEmpty()) {
                    break;
                }
                Thread.sleep(Duration.ofNanos(left));
            }
            left = until - System.nanoTime();
        }
        return waiting.isEmpty() ? step() : send(waiting.getFirst());
    }

    /** Also those again that there was no room for before: they have to be there in order. */
    private void toDisk() {
        EventBatch last = waiting.isEmpty() ? null : waiting.getLast();
        try {
            for (EventBatch batch : List.copyOf(waiting).subList(spooled, waiting.size())) {
                spool.add(batch);
                spooled++;
            }
            full = false;
        } catch (IOException e) { // it stays in memory
            if (!full) {
                full = true;
                LOG.warn(
                        "what happens in run {} cannot be put on the disk while the server is away, so it is lost if this"
                                + " process ends before there is room: {}",
                        run,
                        e.toString());
            }
        }
        if (last != null) {
            outbox.safe(last.firstSeq() + last.events().size());
        }
    }

    private void lost(String why) {
        spool.delete();
        outbox.lost();
        orders.lost(why);
    }
}
