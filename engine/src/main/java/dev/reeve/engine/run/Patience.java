package dev.reeve.engine.run;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices when chosen work lies about for a millisecond and nobody takes any. Fewer workers are started than there are
 * slots while works are short, and a worker may be held up by a handler; neither can be known to last beforehand.
 * Thread-safe. The wait is one of this machine, not of the run's clock.
 */
final class Patience {
    private final ClaimRing ring;
    private final Workers workers;
    private final Host host;
    private final AtomicBoolean waits = new AtomicBoolean();

    Patience(ClaimRing ring, Workers workers, Host host) {
        this.ring = ring;
        this.workers = workers;
        this.host = host;
    }

    /** Looks a little later whether any work was taken, unless that is going to happen anyway. */
    void begin() {
        if (!waits.get() && waits.compareAndSet(false, true)) {
            long taken = ring.taken();
            host.machine().later(() -> look(taken));
        }
    }

    private void look(long taken) {
        waits.set(false);
        if (ring.size() == 0) {
            return;
        }
        if (ring.taken() == taken) {
            workers.hurry();
        } else {
            begin();
        }
    }
}
