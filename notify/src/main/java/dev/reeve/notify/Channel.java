package dev.reeve.notify;

/**
 * A way to reach people or machines: {@link Slack}, {@link Webhook}, {@link Mail}, or your own. Called by one thread at a
 * time, which belongs to the channel and is interrupted when an attempt has taken too long.
 */
public interface Channel {
    /** What it is and where it leads, for logs. Holds no secret. */
    String name();

    /**
     * Delivers the notice, once: trying again is the caller's affair. Returns when the receiver has taken it.
     *
     * @throws DeliveryException if the receiver did not take it; says whether another attempt may help
     * @throws InterruptedException if it was interrupted
     */
    void deliver(Notice notice, Delivery delivery) throws DeliveryException, InterruptedException;
}
