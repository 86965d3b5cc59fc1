package dev.reeve.notify;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A channel of Slack, through an incoming webhook: {@code Slack.webhook("slack-ops")}. If nothing else is said, a message
 * has the news as its headline, run, state and duration, the first cause, the failed tasks and what to do. Immutable:
 * each method returns another. Also for what takes Slack's messages, such as Mattermost.
 */
public final class Slack implements Channel {
    static final int MOST_TEXT = 3_000;
    private static final int MOST_HEADLINE = 150;

    private final String secret;
    private final @Nullable MessageTemplate text;
    private final HttpSender sender;

    private Slack(String secret, @Nullable MessageTemplate text, HttpSender sender) {
        this.secret = secret;
        this.text = text;
        this.sender = sender;
    }

    /** Posts to the address that is the value of the secret with that name: https, or http on this machine. */
    public static Slack webhook(String secret) {
        return new Slack(Objects.requireNonNull(secret, "secret"), null, new HttpSender(null));
    }

    /**
     * The message in place of ours, in Slack's mrkdwn, as a template: {@code "*{title}*\n{cause}"}. Values are escaped;
     * at most 3,000 characters are sent.
     *
     * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
     */
    public Slack text(String template) {
        return new Slack(secret, MessageTemplate.parse("Slack.text(..)", template), sender);
    }

    /** Trusts the certificates that this context does, for a server of one's own. */
    public Slack trusting(SSLContext context) {
        return new Slack(secret, text, new HttpSender(Objects.requireNonNull(context, "context")));
    }

    @Override
    public String name() {
        return "Slack (webhook in secret \"" + secret + "\")";
    }

    @Override
    public void deliver(Notice notice, Delivery delivery) throws DeliveryException, InterruptedException {
        URI address = WebAddress.of(secret, delivery, false);
        sender.post(address, Map.of(), Json.bytes(message(notice)), delivery);
    }

    /** What would be posted. */
    public Draft draft(Notice notice) {
        return new Draft(Map.of(), Json.text(message(notice)));
    }

    /** As Slack takes it. {@code text} is what a phone's notification shows. */
    Map<String, Object> message(Notice notice) {
        Map<String, Object> message = new LinkedHashMap<>();
        if (text != null) {
            String filled = Words.cutSlack(text.fill(notice, Words::slack), MOST_TEXT);
            message.put("text", filled);
            message.put("blocks", List.of(section(filled)));
            return message;
        }
        String run = notice.runId().isEmpty() ? "" : ", run " + notice.runName();
        message.put("text", Words.cutSlack(Words.slack(notice.title() + run), MOST_TEXT));
        message.put("blocks", blocks(notice));
        return message;
    }

    private static List<Object> blocks(Notice notice) {
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of(
                "type",
                "header",
                "text",
                plain(Words.cut(sign(notice.tone()) + " " + Words.line(notice.title()), MOST_HEADLINE))));
        blocks.add(Map.of("type", "section", "fields", fields(notice)));
        if (!notice.cause().isEmpty()) {
            blocks.add(code(notice.failedTasks().isEmpty() ? "Message" : "First cause", notice.cause()));
        }
        if (notice.failedCount() > 1) {
            blocks.add(code("Failed tasks: " + notice.failedCount(), Placeholder.failedTasks(notice)));
        }
        if (!notice.advice().isEmpty()) {
            blocks.add(section("What to do: `" + Words.slack(notice.advice()) + "`"));
        }
        if (!notice.url().isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", List.of(button(notice.url()))));
        }
        return blocks;
    }

    private static List<Object> fields(Notice notice) {
        List<Object> fields = new ArrayList<>();
        if (!notice.runId().isEmpty()) {
            fields.add(field("Run", notice.runName()));
        }
        fields.add(field("State", notice.state()));
        if (!notice.runId().isEmpty()) {
            fields.add(field("After", Words.of(notice.duration())));
        }
        fields.add(field("At", Words.line(String.valueOf(Placeholder.AT.value(notice)))));
        return fields;
    }

    private static String sign(Notice.Tone tone) {
        return switch (tone) {
            case GOOD -> "✅";
            case BAD -> "❌";
            case NEUTRAL -> "ℹ️";
        };
    }

    private static Map<String, Object> code(String title, String text) {
        return section("*" + title + "*\n```" + Words.cutSlack(Words.slack(text), MOST_TEXT - 200) + "```");
    }

    private static Map<String, Object> field(String name, String value) {
        return mrkdwn("*" + name + "*\n" + Words.cutSlack(Words.slack(value), 1_000));
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", mrkdwn(text));
    }

    private static Map<String, Object> button(String url) {
        return Map.of("type", "button", "text", plain("Open the run"), "url", url);
    }

    private static Map<String, Object> mrkdwn(String text) {
        return Map.of("type", "mrkdwn", "text", text);
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text);
    }

    @Override
    public String toString() {
        return name();
    }
}
