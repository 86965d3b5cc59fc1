package dev.reeve.cluster;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Some bytes of a result that a worker holds, asked for by another process of the cluster. */
final class HeldPart implements IgniteCallable<byte[]> {
    private static final long serialVersionUID = 1;

    /** At once: others are served in between, and no message is as large as a result. */
    private static final int PART = 4 << 20;

    private final String key;
    private final int from;

    @IgniteInstanceResource
    private transient @Nullable Ignite ignite;

    private HeldPart(String key, int from) {
        this.key = key;
        this.from = from;
    }

    /**
     * All bytes of a result that is held elsewhere.
     *
     * @param stopped whether nobody needs them any more
     * @throws HeldLostException if they are not to be had from there
     * @throws InterruptedException if nobody needs them any more
     */
    static byte[] all(Ignite here, Spot spot, BooleanSupplier stopped) throws HeldLostException, InterruptedException {
        int length = spot.length();
        byte[] all = new byte[length];
        for (int from = 0; from < length; from += PART) {
            if (stopped.getAsBoolean()) {
                throw new InterruptedException("nobody needs the result any more");
            }
            byte[] part = part(here, spot, from);
            if (part.length != Math.min(PART, length - from)) {
                throw new HeldLostException("another one is there");
            }
            System.arraycopy(part, 0, all, from, part.length);
        }
        return all;
    }

    private static byte[] part(Ignite here, Spot spot, int from) throws HeldLostException, InterruptedException {
        byte[] part;
        try {
            part = here.compute(here.cluster().forNodeId(spot.worker()))
                    .withExecutor(GridNode.FETCHES)
                    .withNoFailover()
                    .call(new HeldPart(spot.key(), from));
        } catch (IgniteInterruptedException stopped) {
            throw new InterruptedException("interrupted while a result was fetched");
        } catch (RuntimeException unreachable) {
            throw new HeldLostException(GridNode.words(unreachable));
        }
        if (part == null) {
            throw new HeldLostException("the worker does not have it any more");
        }
        return part;
    }

    @Override
    @SuppressWarnings("NullAway") // null says that it is not there
    public byte[] call() throws IOException {
        return Holdings.of(Objects.requireNonNull(ignite, "the grid")).part(key, from, PART);
    }
}
