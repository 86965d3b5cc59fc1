package dev.reeve.notify;

import dev.reeve.spi.SecretProvider;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/** One attempt to deliver a notice, as a {@link Channel} sees it. Belongs to the thread that makes the attempt. */
public final class Delivery {
    private static final int SHORTEST_PART = 6;

    private final String id;
    private final int attempt;
    private final Instant now;
    private final Duration limit;
    private final SecretProvider secrets;
    private final Destinations destinations;
    private final Set<String> revealed = new LinkedHashSet<>();

    Delivery(String id, int attempt, Instant now, Duration limit, SecretProvider secrets, Destinations destinations) {
        this.id = id;
        this.attempt = attempt;
        this.now = now;
        this.limit = limit;
        this.secrets = secrets;
        this.destinations = destinations;
    }

    /** Unique for the notice and the channel, and the same in all attempts: receivers can drop what they have seen. */
    public String id() {
        return id;
    }

    /** Which attempt this is, counted from 1. */
    public int attempt() {
        return attempt;
    }

    /** When the attempt began. */
    public Instant now() {
        return now;
    }

    /** How long the attempt may take; then its thread is interrupted. */
    public Duration limit() {
        return limit;
    }

    /**
     * The secret with that name. What is asked for here is masked in whatever is logged of this delivery.
     *
     * @throws DeliveryException if nobody knows it
     */
    public String secret(String name) throws DeliveryException {
        String value;
        try {
            value = secrets.find(name).orElse("").strip();
        } catch (NoSuchElementException e) { // as providers say that they do not know it, and what to do
            throw DeliveryException.lasting("the secret \"" + name + "\" is not known: " + e.getMessage());
        } catch (RuntimeException e) { // its message may say more than it should
            throw DeliveryException.passing("the secret \"" + name + "\" could not be read ("
                    + e.getClass().getSimpleName() + ")");
        }
        if (value.isEmpty()) {
            throw DeliveryException.lasting("nobody knows the secret \"" + name
                    + "\". Give it to the run, with RunOptions.secrets(..), or to the notifier, with .secrets(..)");
        }
        revealed.add(value);
        return value;
    }

    /**
     * Looks up a host that is about to be connected to, unless all are allowed. A channel of one's own calls it before it
     * connects.
     *
     * @throws DeliveryException if the notifier sends to public addresses only and the host has another
     */
    public void requireAllowed(String host) throws DeliveryException {
        if (destinations.isGuarded()) {
            address(host);
        }
    }

    /** Whether only some addresses are allowed: then what was looked up is what is connected to. */
    boolean isGuarded() {
        return destinations.isGuarded();
    }

    /** The address of a host, which is allowed. */
    InetAddress address(String host) throws DeliveryException {
        try {
            return destinations.require(host);
        } catch (UnknownHostException e) {
            throw DeliveryException.passing("its host name leads nowhere");
        }
    }

    /** The text with {@code ***} for each secret that was asked for, and for the parts of those that are addresses. */
    String masked(String text) {
        Set<String> hidden = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (String secret : revealed) {
            hidden.add(secret);
            addParts(secret, hidden);
        }
        String masked = text;
        for (String each : hidden) {
            masked = masked.replace(each, "***");
        }
        return masked;
    }

    /** A receiver may say which path it does not know. */
    private static void addParts(String secret, Set<String> hidden) {
        if (!secret.contains("://")) {
            return;
        }
        URI address;
        try {
            address = URI.create(secret);
        } catch (IllegalArgumentException e) {
            return;
        }
        for (String part : new String[] {
            address.getRawPath(), address.getPath(), address.getRawQuery(), address.getQuery(), address.getUserInfo()
        }) {
            if (part != null && part.length() >= SHORTEST_PART) {
                hidden.add(part);
                for (String piece : part.split("[/&=:]")) {
                    if (piece.length() >= SHORTEST_PART) {
                        hidden.add(piece);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return "delivery " + id + ", attempt " + attempt;
    }
}
