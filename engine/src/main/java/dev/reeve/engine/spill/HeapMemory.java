package dev.reeve.engine.spill;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The heap of this process. What lives in it is only known after a collection; that there was one is told by an object
 * that nobody holds, which costs nothing to ask, and no management beans are loaded. Tight: more than 55 % in use just
 * after a collection, or more than 80 % whenever, until so much was moved out that 35 % would be left. Thread-safe: what
 * is lost between threads only shifts a look by a moment.
 */
public final class HeapMemory implements Memory {
    private static final long PAUSE = 100_000;

    private final LongSupplier used;
    private final long low;
    private final long high;
    private final long brim;
    private final AtomicLong excess = new AtomicLong();
    private volatile WeakReference<Object> canary = new WeakReference<>(new Object());
    private volatile boolean tight;
    private volatile long looked;

    /** Of this process. */
    public HeapMemory() {
        this(
                Runtime.getRuntime().maxMemory(),
                () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    HeapMemory(long most, LongSupplier used) {
        this.used = used;
        this.low = most / 100 * 35;
        this.high = most / 100 * 55;
        this.brim = most / 100 * 80;
    }

    @Override
    public boolean tight(long nanos) {
        if (canary.refersTo(null)) {
            canary = new WeakReference<>(new Object());
            look(tight ? low : high);
        } else if ((!tight || excess.get() <= 0) && nanos - looked > PAUSE) {
            looked = nanos; // also when enough was moved: large objects may fill the heap before it is collected
            look(brim);
        }
        return tight && excess.get() > 0;
    }

    private void look(long bound) {
        long now = used.getAsLong();
        excess.set(now - low);
        tight = now > bound;
    }

    @Override
    public void moved(long bytes) {
        excess.addAndGet(-bytes);
    }
}
