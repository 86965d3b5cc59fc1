package dev.reeve.notify;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes JSON by POST: {@code Webhook.to("orders-hook").signedWith("orders-hook-key")}. The body is
 * {@code {"type": "run.failed", "timestamp": "..", "data": {..}}}, the headers are those of
 * <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: {@code webhook-id}, the same in all attempts,
 * {@code webhook-timestamp} in seconds, and {@code webhook-signature}; {@link WebhookVerifier} checks them. Immutable:
 * each method returns another.
 */
public final class Webhook implements Channel {
    /** Headers that are ours, or the connection's. */
    private static final Set<String> TAKEN = Set.of(
            Signature.ID,
            Signature.TIMESTAMP,
            Signature.SIGNATURE,
            "content-type",
            "content-length",
            "host",
            "connection",
            "upgrade",
            "expect",
            "user-agent",
            "transfer-encoding");

    private static final int MOST_TEXT = 4_000;

    private final String secret;
    private final @Nullable String key;
    private final Map<String, String> headers;
    private final Map<String, MessageTemplate> fields;
    private final boolean plainToo;
    private final HttpSender sender;

    private Webhook(
            String secret,
            @Nullable String key,
            Map<String, String> headers,
            Map<String, MessageTemplate> fields,
            boolean plainToo,
            HttpSender sender) {
        this.secret = secret;
        this.key = key;
        this.headers = headers;
        this.fields = fields;
        this.plainToo = plainToo;
        this.sender = sender;
    }

    /** Posts to the address that is the value of the secret with that name: https, or http on this machine. */
    public static Webhook to(String secret) {
        return new Webhook(
                Objects.requireNonNull(secret, "secret"), null, Map.of(), Map.of(), false, new HttpSender(null));
    }

    /** Signs each message with the key in that secret: 16 bytes or more, or {@code whsec_} and Base64. Not signed if not said. */
    public Webhook signedWith(String keySecret) {
        return new Webhook(secret, Objects.requireNonNull(keySecret, "keySecret"), headers, fields, plainToo, sender);
    }

    /**
     * Sends a header with the value of that secret, such as {@code Authorization}.
     *
     * @throws IllegalArgumentException if it is no name of a header, or one that is set already
     */
    public Webhook header(String name, String valueSecret) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Webhook.header(..): \"" + name
                    + "\" is no name of a header that can be chosen. Such as Authorization or X-Api-Key.");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, Objects.requireNonNull(valueSecret, "valueSecret"));
        return new Webhook(secret, key, more, fields, plainToo, sender);
    }

    /**
     * Sends an object with this field, and those said before, in place of the usual body. The value is a text, given as a
     * template: {@code .field("content", "{title}: {cause}")} is what Discord takes.
     *
     * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
     */
    public Webhook field(String name, String template) {
        Map<String, MessageTemplate> more = new LinkedHashMap<>(fields);
        more.put(
                Objects.requireNonNull(name, "name"),
                MessageTemplate.parse("Webhook.field(\"" + name + "\", ..)", template));
        return new Webhook(secret, key, headers, more, plainToo, sender);
    }

    /** Lets the address be one of http, which others can read on the way. */
    public Webhook unencrypted() {
        return new Webhook(secret, key, headers, fields, true, sender);
    }

    /** Trusts the certificates that this context does, for a server of one's own. */
    public Webhook trusting(SSLContext context) {
        return new Webhook(
                secret, key, headers, fields, plainToo, new HttpSender(Objects.requireNonNull(context, "context")));
    }

    @Override
    public String name() {
        return "webhook (address in secret \"" + secret + "\")";
    }

    @Override
    public void deliver(Notice notice, Delivery delivery) throws DeliveryException, InterruptedException {
        URI address = WebAddress.of(secret, delivery, plainToo);
        byte[] body = Json.bytes(body(notice));
        String timestamp =
                String.valueOf(delivery.now().getEpochSecond()); // of this attempt, else late ones look replayed
        Map<String, String> sent = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            sent.put(header.getKey(), headerValue(header.getValue(), delivery));
        }
        sent.put(Signature.ID, delivery.id());
        sent.put(Signature.TIMESTAMP, timestamp);
        if (key != null) {
            sent.put(Signature.SIGNATURE, Signature.of(key(key, delivery), delivery.id(), timestamp, body));
        }
        sender.post(address, sent, body, delivery);
    }

    /** What would be posted; {@code id} stands for the one that each message has. */
    public Draft draft(Notice notice, String id) {
        Map<String, String> shown = new LinkedHashMap<>();
        headers.keySet().forEach(name -> shown.put(name, "***"));
        shown.put(Signature.ID, id);
        shown.put(Signature.TIMESTAMP, String.valueOf(notice.at().getEpochSecond()));
        if (key != null) {
            shown.put(Signature.SIGNATURE, Signature.VERSION + "***");
        }
        return new Draft(shown, Json.text(body(notice)));
    }

    private static byte[] key(String secret, Delivery delivery) throws DeliveryException {
        try {
            return Signature.key(delivery.secret(secret));
        } catch (IllegalArgumentException e) {
            throw DeliveryException.lasting("the secret \"" + secret + "\" is no key: " + e.getMessage());
        }
    }

    private static String headerValue(String secret, Delivery delivery) throws DeliveryException {
        String value = delivery.secret(secret);
        if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw DeliveryException.lasting("the secret \"" + secret
                    + "\" cannot be sent as a header: it has characters that no header may have");
        }
        return value;
    }

    /** What is posted. */
    Map<String, Object> body(Notice notice) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            fields.forEach((name, template) -> body.put(name, template.fill(notice, Words::plain)));
            return body;
        }
        body.put("type", notice.type());
        body.put("timestamp", notice.at().toString());
        body.put("data", data(notice));
        return body;
    }

    private static Map<String, Object> data(Notice notice) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", notice.title());
        data.put("flow", notice.flow());
        data.put("run_id", notice.runId());
        data.put("run_name", notice.runName());
        data.put("task", notice.task());
        data.put("state", notice.state());
        data.put("recovered", notice.recovered());
        data.put("message", Words.cut(notice.message(), MOST_TEXT));
        data.put("cause", Words.cut(notice.cause(), MOST_TEXT));
        data.put("failed_count", notice.failedCount());
        data.put(
                "failed_tasks",
                notice.failedTasks().stream()
                        .map(failed -> Map.of(
                                "task",
                                failed.task(),
                                "state",
                                failed.state(),
                                "message",
                                Words.cut(failed.message(), MOST_TEXT)))
                        .toList());
        data.put("started_at", notice.startedAt().toString());
        data.put("at", notice.at().toString());
        data.put("duration_seconds", notice.duration().toMillis() / 1000.0);
        data.put("url", notice.url());
        data.put("advice", notice.advice());
        return data;
    }

    @Override
    public String toString() {
        return name();
    }
}
