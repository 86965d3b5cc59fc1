package dev.reeve.notify;

import dev.reeve.spi.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver a notice, by the thread that calls, which is interrupted when it takes too long. */
final class Attempt {
    private Attempt() {}

    /** Null if the receiver took it. */
    static @Nullable DeliveryException of(
            Channel channel, Notice notice, Delivery delivery, Time time, Duration longest) {
        Limit limit = new Limit(Thread.currentThread());
        Time.Alarm alarm = time.at(time.now().plus(longest), limit::expire);
        DeliveryException refused = null;
        try {
            channel.deliver(notice, delivery);
        } catch (DeliveryException e) {
            refused = e;
        } catch (InterruptedException e) {
            refused = DeliveryException.passing("the attempt was interrupted");
        } catch (Throwable e) { // a channel may be a user's
            refused = DeliveryException.lasting("it failed with " + HttpSender.said(e));
        } finally {
            alarm.cancel();
            if (limit.end() && refused != null) {
                refused = DeliveryException.passing("it did not take it within " + Words.of(longest));
            }
        }
        return refused;
    }

    /** Interrupts a thread once, unless what it does has ended before. */
    private static final class Limit {
        private final Thread thread;
        private boolean ended;
        private boolean expired;

        Limit(Thread thread) {
            this.thread = thread;
        }

        synchronized void expire() {
            if (!ended) {
                expired = true;
                thread.interrupt();
            }
        }

        /** Whether it had expired. Afterwards the thread is not interrupted, and will not be. */
        synchronized boolean end() {
            ended = true;
            Thread.interrupted();
            return expired;
        }
    }
}
