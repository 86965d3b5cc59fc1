package dev.reeve.cluster;

import dev.reeve.TaskRun;
import dev.reeve.engine.spill.Scratch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a call of a function takes, so that it can be made, and made again if its result is lost.
 *
 * @param bytes the {@link Call}
 * @param source where workers get its classes from
 * @param parcels what its values are put into, and what comes back is taken out of
 * @param run the attempt that it is for, which may have ended
 * @param diagnostics what its log lines are marked with
 * @param requires units of what a worker has to have
 * @param inputs the results that it reads and workers hold
 * @param words which task run it is of
 */
record Recipe(
        Scratch.Bytes bytes,
        ClassSource source,
        Parcels parcels,
        TaskRun run,
        @Nullable Map<String, String> diagnostics,
        Map<String, Integer> requires,
        List<HeldResult> inputs,
        String words) {
    /** Calls with more bytes are not kept in memory. */
    private static final int LARGE = 16 << 10;

    Recipe {
        inputs = List.copyOf(inputs);
    }

    byte[] call() throws IOException {
        return bytes.read();
    }

    /** The same for later: what is large is in a file of this process, but no secret. */
    Recipe aside(Scratch scratch) throws IOException {
        byte[] call = call();
        return call.length <= LARGE || parcels.hasSecret()
                ? this
                : new Recipe(scratch.write(call), source, parcels, run, diagnostics, requires, inputs, words);
    }
}
