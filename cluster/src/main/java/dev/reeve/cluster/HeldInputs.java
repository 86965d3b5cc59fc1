package dev.reeve.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.Ignite;

/** The results that a call in this worker reads and that workers hold: here, or where the driver says. */
final class HeldInputs {
    private final Ignite ignite;
    private final Map<String, Spot> places;
    private final RunningCall running;
    private final ClassLoader loader;

    /** {@code places} are where they are, by their names. */
    HeldInputs(Ignite ignite, Map<String, Spot> places, RunningCall running, ClassLoader loader) {
        this.ignite = ignite;
        this.places = places;
        this.running = running;
        this.loader = loader;
    }

    /** One cannot be had: the function is not called. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        private final String name;

        MissingException(String name, Exception cause) {
            super("the result " + name + " cannot be had: " + cause.getMessage(), cause);
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    /** What is in it. */
    Parcel parcel(Parcel.Held held) throws Exception {
        return ParcelForm.parcel(bytes(held), loader);
    }

    private byte[] bytes(Parcel.Held held) throws MissingException, InterruptedException {
        Spot spot = Objects.requireNonNull(places.get(held.name()), "the place of " + held.name());
        UUID here = ignite.cluster().localNode().id();
        try {
            if (spot.worker().equals(here)) {
                byte[] own = Holdings.of(ignite).bytes(spot.key());
                if (own == null) {
                    throw new HeldLostException("this worker does not have it any more");
                }
                return own;
            }
            return HeldPart.all(ignite, spot, running::isStopped);
        } catch (HeldLostException | java.io.IOException lost) {
            throw new MissingException(held.name(), lost);
        }
    }
}
