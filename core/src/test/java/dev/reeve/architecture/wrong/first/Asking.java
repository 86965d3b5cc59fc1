package dev.reeve.architecture.wrong.first;

import dev.reeve.architecture.wrong.second.Answering;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Reads clocks, draws random numbers, uses a third party, and closes a circle of packages. */
public final class Asking {
    private final Supplier<Instant> clock = Instant::now;
    private final LongSupplier ticks = System::nanoTime;

    /** Asks all of them. */
    public String ask(Answering answering) {
        Assertions.assertNotNull(answering);
        return Instant.now() + " " + clock.get() + ticks.getAsLong() + new Random().nextInt();
    }
}
