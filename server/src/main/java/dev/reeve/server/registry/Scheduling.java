package dev.reeve.server.registry;

import dev.reeve.api.Registration;
import dev.reeve.server.http.Fields;
import dev.reeve.server.ledger.FlowVersion;
import org.jdbi.v3.core.Handle;

/** What a schedule that comes with a flow is to others. */
public interface Scheduling {
    /** Says what is wrong with it. */
    void check(Fields fields, Registration flow);

    /** Keeps to it from now on; in the transaction in which the flow is registered. */
    void registered(Handle handle, FlowVersion newest);
}
