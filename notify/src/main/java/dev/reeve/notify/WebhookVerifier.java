package dev.reeve.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a receiver whether a message of a {@link Webhook} is genuine and new: signed with a key that it knows, sent less
 * than 5 minutes ago, and not seen before. Takes what others send by Standard Webhooks as well. Each setting returns
 * another verifier, with a memory of its own. Thread-safe.
 *
 * <pre>{@code
 * switch (verifier.verify(request::header, request.bodyAsBytes())) {
 *     case Fresh fresh -> handle(request);          // answer 2xx; if it fails: verifier.forget(fresh.id()), and 500
 *     case Seen seen -> {}                          // answer 2xx: it was handled
 *     case Refused refused -> log(refused.reason()) // answer 401
 * }
 * }</pre>
 */
public final class WebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MEMORY = 10_000;
    private static final int LONGEST_ID = 256;
    private static final int MOST_SIGNATURES = 16;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final List<byte[]> keys;
    private final Duration tolerance;
    private final int memory;
    private final InstantSource clock;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    private WebhookVerifier(List<byte[]> keys, Duration tolerance, int memory, InstantSource clock) {
        this.keys = keys;
        this.tolerance = tolerance;
        this.memory = memory;
        this.clock = clock;
    }

    /** What a message is. */
    public sealed interface Verdict {
        /** Genuine, and not seen before: to be handled. */
        record Fresh(String id, Instant sentAt) implements Verdict {}

        /** Genuine, and seen before: another attempt of what was taken, or a copy of it. */
        record Seen(String id) implements Verdict {}

        /** Not to be trusted. The reason is for logs, not for the sender. */
        record Refused(String reason) implements Verdict {}
    }

    /**
     * Knows these keys, several while one takes the place of another.
     *
     * @throws IllegalArgumentException if there is none, or one is no key: see {@link Webhook#signedWith}
     */
    public static WebhookVerifier of(String... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("a verifier without a key would refuse everything; give it one");
        }
        return new WebhookVerifier(
                Arrays.stream(keys).map(Signature::key).toList(), TOLERANCE, MEMORY, InstantSource.system());
    }

    /** Takes messages whose time is so far from now, to either side, inclusive; 5 minutes if not said, more than zero. */
    public WebhookVerifier tolerance(Duration most) {
        if (most.isNegative() || most.isZero()) {
            throw new IllegalArgumentException("a tolerance of " + most + "; use more than zero");
        }
        return new WebhookVerifier(keys, most, memory, clock);
    }

    /**
     * Remembers so many messages, each for twice the tolerance; 10,000 if not said. While it is full, others are refused:
     * to forget one early would let a copy of it pass.
     */
    public WebhookVerifier remembering(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("a memory of " + messages + " messages; use 1 or more");
        }
        return new WebhookVerifier(keys, tolerance, messages, clock);
    }

    /** The clock; the machine's if not said. */
    public WebhookVerifier clock(InstantSource source) {
        return new WebhookVerifier(keys, tolerance, memory, source);
    }

    /**
     * What that message is; a fresh one is remembered.
     *
     * @param header gives the value of a header, whatever the case of its name; null for one that is missing
     * @param body the bytes as they came, before anything reads or changes them
     */
    public Verdict verify(UnaryOperator<@Nullable String> header, byte[] body) {
        String id = header.apply(Signature.ID);
        String timestamp = header.apply(Signature.TIMESTAMP);
        String signatures = header.apply(Signature.SIGNATURE);
        if (id == null || timestamp == null || signatures == null) {
            return new Verdict.Refused("a header is missing: webhook-id, webhook-timestamp or webhook-signature");
        }
        if (id.isEmpty()
                || id.length() > LONGEST_ID
                || !SECONDS.matcher(timestamp).matches()) {
            return new Verdict.Refused("its identifier or time is malformed");
        }
        if (!signed(id, timestamp, signatures, body)) {
            return new Verdict.Refused("it is signed with no key that is known here, or was changed on the way");
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        Instant now = clock.instant();
        Duration off = Duration.between(sentAt, now).abs();
        if (off.compareTo(tolerance) > 0) {
            return new Verdict.Refused("it was signed for " + sentAt + ", " + Words.of(off)
                    + " from now: an old message sent again, or a clock that is wrong");
        }
        return remembered(id, sentAt, now);
    }

    /** Takes that message for new if it comes once more: after handling it failed, so that another attempt is handled. */
    public void forget(String id) {
        synchronized (seen) {
            seen.remove(id);
        }
    }

    private boolean signed(String id, String timestamp, String signatures, byte[] body) {
        boolean any = false;
        String[] each = signatures.strip().split("\\s+", MOST_SIGNATURES + 1);
        for (byte[] key : keys) {
            byte[] right = Signature.of(key, id, timestamp, body).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < Math.min(each.length, MOST_SIGNATURES); i++) {
                any |= MessageDigest.isEqual(right, each[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return any;
    }

    private Verdict remembered(String id, Instant sentAt, Instant now) {
        synchronized (seen) {
            Instant gone = now.minus(tolerance.multipliedBy(2));
            Iterator<Instant> oldest = seen.values().iterator();
            while (oldest.hasNext() && oldest.next().isBefore(gone)) {
                oldest.remove();
            }
            if (seen.containsKey(id)) {
                return new Verdict.Seen(id);
            }
            if (seen.size() >= memory) {
                return new Verdict.Refused("more than " + memory + " messages came within "
                        + Words.of(tolerance.multipliedBy(2)) + "; let the verifier remember more");
            }
            seen.put(id, now);
            return new Verdict.Fresh(id, sentAt);
        }
    }
}
