package dev.reeve.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices when chosen work lies about for a millisecond and nobody takes any. Fewer workers are started than there are
 * slots while works are short, and a worker may be held up by a handler; neither can be known to last beforehand.
 * Thread-safe. The wait is one of this machine, not of the run's clock.
 */
final class Patience {
    private final ClaimRing ring;
    private final Loop loop;
    private final AtomicBoolean waits = new AtomicBoolean();

    Patience(ClaimRing ring, Loop loop) {
        this.ring = ring;
        this.loop = loop;
    }

    /** Looks a little later whether any work was taken, unless that is going to happen anyway. */
    void begin() {
        if (!waits.get() && waits.compareAndSet(false, true)) {
            long taken = ring.taken();
            later().execute(() -> look(taken));
        }
    }

    /** Made when it is needed: most small flows never are, and they would start later for it. */
    private static Executor later() {
        return CompletableFuture.delayedExecutor(
                1, TimeUnit.MILLISECONDS, look -> Thread.ofVirtual().start(look));
    }

    private void look(long taken) {
        waits.set(false);
        if (ring.size() == 0) {
            return;
        }
        if (ring.taken() == taken) {
            loop.hurry();
        } else {
            begin();
        }
    }
}
