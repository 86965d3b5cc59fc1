package dev.reeve.client;

import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer that has no end, for one thread that takes them. Few are asked for ahead. */
final class EventLines implements Flow.Subscriber<String> {
    private static final int AHEAD = 64;

    private sealed interface Item {
        record Line(String text) implements Item {}

        record End() implements Item {}
    }

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(AHEAD);
    }

    @Override
    public void onNext(String line) {
        items.add(new Item.Line(line));
    }

    @Override
    public void onError(Throwable problem) {
        items.add(new Item.End());
    }

    @Override
    public void onComplete() {
        items.add(new Item.End());
    }

    /** The next line; null if there is none for so long, or none any more. */
    @Nullable
    String next(Duration longest) throws InterruptedException {
        Item item = items.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!(item instanceof Item.Line line)) {
            return null;
        }
        Flow.Subscription from = subscription;
        if (from != null) {
            from.request(1);
        }
        return line.text();
    }

    void cancel() {
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }
}
