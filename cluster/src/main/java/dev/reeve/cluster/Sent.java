package dev.reeve.cluster;

import java.io.IOException;
import java.io.Serializable;

/**
 * A message about a call.
 *
 * @param key the call
 * @param what a {@link Report} to the driver or an {@link Report.Order} to the worker
 */
record Sent(String key, Serializable what) implements Serializable {
    /** The topic of what drivers are told. */
    static final String REPORTS = "reeve.reports";

    /** The topic of what workers are told. */
    static final String ORDERS = "reeve.orders";

    byte[] bytes() throws IOException {
        return Wire.bytes(this);
    }

    static Sent of(byte[] bytes) throws IOException, ClassNotFoundException {
        return (Sent) Wire.read(bytes, Sent.class.getClassLoader());
    }
}
