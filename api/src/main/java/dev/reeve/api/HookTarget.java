package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hook leads to. No answer ever has it.
 *
 * @param url of Slack and webhooks
 * @param signingKey of webhooks, 16 characters or more; null: one is made
 * @param host the mail server
 * @param port null: the usual one
 * @param encryption of mail; STARTTLS if null
 * @param user who logs in to the mail server; null: nobody
 * @param password theirs
 * @param from the sender of the mail
 * @param to who gets the mail
 */
public record HookTarget(
        ChannelKind kind,
        @Nullable String url,
        @Nullable String signingKey,
        @Nullable String host,
        @Nullable Integer port,
        MailEncryption encryption,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        List<String> to) {
    public HookTarget {
        kind = Given.required(kind, "kind");
        encryption = encryption == null ? MailEncryption.STARTTLS : encryption;
        to = Given.list(to, "to");
    }

    /** A Slack channel at that address. */
    public static HookTarget slack(String url) {
        return address(ChannelKind.SLACK, url, null);
    }

    /** A program at that address; a key of null: one is made. */
    public static HookTarget webhook(String url, @Nullable String signingKey) {
        return address(ChannelKind.WEBHOOK, url, signingKey);
    }

    private static HookTarget address(ChannelKind kind, String url, @Nullable String key) {
        return new HookTarget(kind, url, key, null, null, MailEncryption.STARTTLS, null, null, null, List.of());
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "HookTarget[" + kind + "]";
    }
}
