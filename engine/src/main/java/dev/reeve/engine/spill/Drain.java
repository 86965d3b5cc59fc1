package dev.reeve.engine.spill;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the elements of one stream, in the thread that asks; an interrupt ends it. */
final class Drain {
    private static final int MOST_IN_CHUNK = 1024;
    private static final long BYTES_IN_CHUNK = 1 << 18;

    private final Spill spill;
    private final Coding coding;
    private final int most;
    private final LongSupplier nanos;
    private final DrainedList.Growing growing;
    private @Nullable Object[] cells = new Object[MOST_IN_CHUNK];
    private int filled;
    private int full = MOST_IN_CHUNK;
    /** Whether memory was tight before, so that it is known how large elements are. */
    private boolean moving;

    /** The stream is not gone on with, for that reason. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Exception reason;

        Stop(Exception reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }
    }

    Drain(Spill spill, Coding coding, int most, LongSupplier nanos) {
        this.spill = spill;
        this.coding = coding;
        this.most = most;
        this.nanos = nanos;
        this.growing = new DrainedList.Growing(spill, coding);
    }

    /** Pushed and not pulled: an iterator of a flattened stream would first take in all that one element became. */
    Drained of(Stream<?> stream) throws Exception {
        try (stream) {
            stream.sequential().forEachOrdered(this::take);
        } catch (Stop stop) {
            throw stop.reason;
        }
        close();
        return new Drained(growing.done(), coding);
    }

    private void take(@Nullable Object element) {
        if (Thread.interrupted()) {
            throw new Stop(new InterruptedException("interrupted while it took the elements of a stream"));
        }
        if (growing.size() + filled == most) {
            throw new Stop(new IllegalStateException(coding.words() + " is a stream that has not ended after " + most
                    + " elements. If it does end, set results.stream-limit higher; else end it with limit(..)."));
        }
        cells[filled++] = element;
        long now = nanos.getAsLong();
        if (filled >= full) {
            close();
        }
        if (spill.wanted(now) && (filled == 0 || !moving)) {
            close();
            moving = true;
            long each = growing.move(now);
            full = each == 0 ? MOST_IN_CHUNK : Math.clamp(BYTES_IN_CHUNK / each, 1, MOST_IN_CHUNK);
        }
    }

    private void close() {
        if (filled > 0) {
            growing.add(Arrays.copyOf(cells, filled));
            cells = new Object[MOST_IN_CHUNK];
            filled = 0;
        }
    }
}
