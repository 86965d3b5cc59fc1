package dev.reeve.notify;

import dev.reeve.spi.RunWatcher;
import dev.reeve.spi.SecretProvider;
import dev.reeve.spi.Time;
import dev.reeve.state.Backoff;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tells channels what becomes of runs. Its handlers go where handlers are taken, in a flow, a run or a task:
 *
 * <pre>{@code
 * Notifier ops = Notifier.of(Slack.webhook("slack-ops"));
 * f.onStateChange(ops.on(runFails(), runRecovers()));
 * }</pre>
 *
 * <p>Delivers by threads of its own, one for each channel while it has something to deliver: a run never waits for a
 * receiver, and never fails because of one. What cannot be delivered is logged, once. When the process ends, it waits for
 * what is left, 10 s at most, and says what was not delivered. Thread-safe; one notifier may serve any number of flows.
 */
public final class Notifier implements AutoCloseable {
    private final List<Channel> channels;
    private final Outbox outbox;
    private final SecretProvider own;
    private final @Nullable MessageTemplate link;
    private final Throttle throttle;
    private final Time time;
    private final LastOutcomes outcomes = new LastOutcomes();

    private Notifier(Builder builder) {
        this.channels = List.copyOf(builder.channels);
        this.outbox = new Outbox(
                this.channels,
                builder.patience,
                builder.destinations,
                builder.capacity,
                builder.flushing,
                builder.time);
        this.own = builder.secrets;
        this.link = builder.link;
        this.throttle = new Throttle(builder.mostOfTasks, builder.span);
        this.time = builder.time;
    }

    /** Tells these channels. */
    public static Notifier of(Channel... channels) {
        return to(channels).build();
    }

    /** Begins a notifier that tells these channels, one at least. */
    public static Builder to(Channel... channels) {
        if (channels.length == 0) {
            throw new IllegalArgumentException("a notifier without a channel tells nobody; give it one, such as"
                    + " Slack.webhook(\"slack-ops\")");
        }
        Builder builder = new Builder();
        for (Channel channel : channels) {
            builder.channels.add(Objects.requireNonNull(channel, "channel"));
        }
        return builder;
    }

    /** A handler that tells of changes of these kinds; of a change of several kinds, once. */
    public RunWatcher on(Occasion first, Occasion... more) {
        List<Occasion> occasions = new ArrayList<>();
        occasions.add(Objects.requireNonNull(first, "first"));
        for (Occasion occasion : more) {
            occasions.add(Objects.requireNonNull(occasion, "occasion"));
        }
        return new Telling(this, occasions);
    }

    /** A handler that tells of whatever it is told: for {@code .onFailure(ops.always())} of a task. */
    public RunWatcher always() {
        return new Telling(this, List.of());
    }

    /** Tells the channels this, with the notifier's own secrets: {@code Notice.sample()} tries them. Returns at once. */
    public void send(Notice notice) {
        send(notice, SecretProvider.NONE);
    }

    /** Tells the channels this, with these secrets before the notifier's own. Returns at once. */
    public void send(Notice notice, SecretProvider secrets) {
        outbox.send(linked(notice), name -> found(name, secrets));
    }

    /** A provider may throw for what it does not know, and the other one may know it. */
    private Optional<String> found(String name, SecretProvider secrets) {
        try {
            Optional<String> value = secrets.find(name);
            return value.isPresent() ? value : own.find(name);
        } catch (NoSuchElementException e) {
            Optional<String> value = own.find(name);
            if (value.isPresent()) {
                return value;
            }
            throw e;
        }
    }

    /** As {@link #send}, but of tasks not too often: a list of 10,000 that all fail is one thing to know. */
    void tell(Notice notice, SecretProvider secrets) {
        if (!notice.task().isEmpty()) {
            Integer held = throttle.pass(time.now());
            if (held == null) {
                return;
            }
            if (held > 0) {
                LoggerFactory.getLogger(Notifier.class)
                        .warn("left out, for there were too many notices of tasks at once: {} in all", held);
            }
        }
        send(notice, secrets);
    }

    LastOutcomes outcomes() {
        return outcomes;
    }

    private Notice linked(Notice notice) {
        return link == null || !notice.url().isEmpty()
                ? notice
                : notice.withUrl(link.fill(
                        notice,
                        text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")));
    }

    /**
     * Waits until all is delivered or given up, so long at most; whether it is.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean flush(Duration limit) throws InterruptedException {
        return outbox.flush(limit);
    }

    /** Waits for what is left as at the end of the process, says what was not delivered, and takes nothing more. */
    @Override
    public void close() {
        outbox.close();
    }

    @Override
    public String toString() {
        return "notifier to " + channels;
    }

    /** A notifier to be. Not thread-safe. */
    public static final class Builder {
        private final List<Channel> channels = new ArrayList<>();
        private SecretProvider secrets = SecretProvider.NONE;
        private Patience patience = Patience.DEFAULT;
        private Destinations destinations = Destinations.ANY;
        private int capacity = 256;
        private Duration flushing = Duration.ofSeconds(10);
        private int mostOfTasks = 20;
        private Duration span = Duration.ofMinutes(1);
        private Time time = new WallTime();
        private @Nullable MessageTemplate link;

        private Builder() {}

        /** Who knows secrets that the run does not. */
        public Builder secrets(SecretProvider provider) {
            secrets = Objects.requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Where people can look at a run, as a template: {@code "https://reeve.example.com/runs/{run_id}"}.
         *
         * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
         */
        public Builder link(String template) {
            link = MessageTemplate.parse("Notifier.link(..)", template);
            return this;
        }

        /**
         * How often a notice is tried, 1 or more, and the wait after an attempt that failed. If not said: 6, and 1 s, 2 s,
         * 4 s and so on, 1 min at most, spread by a quarter. A receiver that asks for a longer wait gets it, up to 5 min.
         */
        public Builder retries(int attempts, Backoff backoff) {
            if (attempts < 1) {
                throw new IllegalArgumentException(attempts + " attempts; use 1 or more");
            }
            patience = new Patience(
                    attempts, Objects.requireNonNull(backoff, "backoff"), patience.limit(), patience.longestWait());
            return this;
        }

        /** How long one attempt may take; 10 s if not said. */
        public Builder attemptLimit(Duration limit) {
            patience = new Patience(
                    patience.attempts(), patience.backoff(), positive("an attempt", limit), patience.longestWait());
            return this;
        }

        /**
         * Sends to addresses of the public internet only, for channels whose addresses others give: what leads to this
         * machine, its network, a private network or a cloud's own services is refused, after its name was looked up, also
         * where a redirect leads there. Off if not said.
         */
        public Builder publicAddressesOnly() {
            return destinations(Destinations.publicOnly(InetAddress::getAllByName));
        }

        Builder destinations(Destinations allowed) {
            destinations = allowed;
            return this;
        }

        /** How many notices may wait for a channel, 1 or more; 256 if not said. What comes then is dropped, and logged. */
        public Builder capacity(int notices) {
            if (notices < 1) {
                throw new IllegalArgumentException("room for " + notices + " notices; use 1 or more");
            }
            capacity = notices;
            return this;
        }

        /** How many notices of tasks are sent in any such span; 20 a minute if not said. The others are counted and logged. */
        public Builder atMostOfTasks(int notices, Duration length) {
            if (notices < 1) {
                throw new IllegalArgumentException(notices + " notices; use 1 or more");
            }
            mostOfTasks = notices;
            span = positive("a span", length);
            return this;
        }

        /** How long the end of the process, or {@link Notifier#close}, waits for what is left; 10 s if not said. */
        public Builder flushing(Duration limit) {
            flushing = positive("flushing", limit);
            return this;
        }

        /** The clock, for tests; the machine's if not said. */
        public Builder time(Time clock) {
            time = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The notifier. */
        public Notifier build() {
            return new Notifier(this);
        }

        private static Duration positive(String what, Duration limit) {
            if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(what + " of " + limit + "; use more than zero, and a day at most");
            }
            return limit;
        }
    }
}
