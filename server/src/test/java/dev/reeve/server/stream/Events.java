package dev.reeve.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.StreamEvent;
import dev.reeve.client.RefusedException;
import dev.reeve.client.StreamListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a stream tells, to be waited for. */
final class Events implements StreamListener {
    private final BlockingQueue<StreamEvent> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<RefusedException> refused = new LinkedBlockingQueue<>();
    final List<StreamEvent> all = new ArrayList<>();

    @Override
    public void changed(StreamEvent event) {
        news.add(event);
    }

    @Override
    public void resync(StreamEvent event) {
        news.add(event);
    }

    @Override
    public void refused(RefusedException why) {
        refused.add(why);
    }

    StreamEvent next() throws InterruptedException {
        StreamEvent event = news.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event within a minute, after %s", all).isNotNull();
        all.add(event);
        return event;
    }

    /** The first that is so; what comes before it is passed over. */
    StreamEvent next(Predicate<StreamEvent> so) throws InterruptedException {
        StreamEvent event = next();
        while (!so.test(event)) {
            event = next();
        }
        return event;
    }

    RefusedException refusal() throws InterruptedException {
        RefusedException why = refused.poll(60, TimeUnit.SECONDS);
        assertThat(why).as("a refusal within a minute").isNotNull();
        return why;
    }

    static String state(StreamEvent event) {
        return event.data().run() == null ? "" : event.data().run().state().name();
    }
}
