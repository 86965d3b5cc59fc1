package dev.reeve.cluster;

import java.io.IOException;
import java.util.UUID;
import org.apache.ignite.Ignite;

/**
 * Keeps the result of one call in its worker, if it is large.
 *
 * @param key what it is known by
 * @param always also if it is small
 */
record Holder(Holdings holdings, Ignite ignite, UUID driver, String key, boolean always) {
    /** What goes to the driver: the result, or what stands for it. */
    Parcel held(Parcel value, long small) throws IOException {
        boolean streams = value instanceof Parcel.Streamed; // which its reader may not have as a whole
        if (streams || !always && (small == CalledFunction.NEVER || Parcels.size(value) <= small)) {
            return value;
        }
        byte[] bytes = ParcelForm.bytes(value);
        holdings.hold(key, driver, bytes);
        if (ignite.cluster().node(driver) == null) { // it left before it was held, and nobody would let go of it
            holdings.forget(key);
        }
        return new Parcel.Held(key, bytes.length);
    }
}
