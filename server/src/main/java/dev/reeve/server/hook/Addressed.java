package dev.reeve.server.hook;

import dev.reeve.api.HookTarget;
import dev.reeve.notify.Channel;
import dev.reeve.notify.Mail;
import dev.reeve.notify.Slack;
import dev.reeve.notify.Webhook;
import dev.reeve.server.http.Fields;
import dev.reeve.spi.SecretProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of what a hook leads to a channel, and the secrets that the channel asks for. */
final class Addressed {
    private static final int LONGEST = 2_000;
    private static final int MOST_RECEIVERS = 50;
    private static final String ADDRESS = "address";
    private static final String KEY = "signing key";
    private static final String PASSWORD = "password";

    private Addressed() {}

    static Channel channel(HookTarget target) {
        return switch (target.kind()) {
            case SLACK -> Slack.webhook(ADDRESS);
            case WEBHOOK -> {
                Webhook webhook = Webhook.to(ADDRESS);
                yield target.signingKey() == null ? webhook : webhook.signedWith(KEY);
            }
            case MAIL -> mail(target);
        };
    }

    static Mail mail(HookTarget target) {
        Mail mail = Mail.through(text(target.host()))
                .from(text(target.from()))
                .to(target.to().toArray(String[]::new));
        Mail encrypted = switch (target.encryption()) {
            case STARTTLS -> mail;
            case TLS -> mail.tls();
            case NONE -> mail.unencrypted();
        };
        Mail at = target.port() == null ? encrypted : encrypted.port(target.port());
        return target.user() == null ? at : at.login(target.user(), PASSWORD);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static SecretProvider secrets(HookTarget target) {
        return name -> Optional.ofNullable(
                switch (name) {
                    case ADDRESS -> target.url();
                    case KEY -> target.signingKey();
                    case PASSWORD -> target.password();
                    default -> null; // names are an open set
                });
    }

    /** What people are told of it: the host, and who gets the mail. Paths of addresses are often secrets. */
    static String shown(HookTarget target) {
        return switch (target.kind()) {
            case SLACK, WEBHOOK -> String.valueOf(URI.create(text(target.url())).getHost());
            case MAIL -> String.join(", ", target.to()) + " through " + text(target.host());
        };
    }

    /** Says what is wrong with it. */
    static void check(HookTarget target, Fields fields) {
        switch (target.kind()) {
            case SLACK, WEBHOOK -> checkAddress(target, fields);
            case MAIL -> checkMail(target, fields);
        }
        boolean key = target.signingKey() != null && target.signingKey().length() < 16;
        if (key) {
            fields.wrong("/target/signingKey", "must have 16 characters or more.");
        }
        fields.text("/target/signingKey", target.signingKey(), LONGEST)
                .text("/target/password", target.password(), LONGEST)
                .text("/target/user", target.user(), LONGEST);
    }

    private static void checkAddress(HookTarget target, Fields fields) {
        String text = text(target.url());
        String pointer = "/target/url";
        if (text.length() > LONGEST) {
            fields.wrong(pointer, "is longer than " + LONGEST + " characters.");
            return;
        }
        try {
            URI address = new URI(text);
            String scheme = text(address.getScheme()).toLowerCase(Locale.ROOT);
            if (address.getHost() == null || !List.of("http", "https").contains(scheme)) {
                fields.wrong(pointer, "must be a web address: https:// and a host.");
            } else if (address.getUserInfo() != null) {
                fields.wrong(pointer, "has a login in it, which would not be sent.");
            } else if (scheme.equals("http") && !isThisMachine(address.getHost())) {
                fields.wrong(pointer, "is an http address, which others could read on the way. Use https.");
            }
        } catch (URISyntaxException e) {
            fields.wrong(pointer, "must be a web address: https:// and a host.");
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static void checkMail(HookTarget target, Fields fields) {
        if (target.to().isEmpty() || target.to().size() > MOST_RECEIVERS) {
            fields.wrong("/target/to", "must name 1 to " + MOST_RECEIVERS + " addresses.");
            return;
        }
        if ((target.user() == null) != (target.password() == null)) {
            fields.wrong("/target/password", "and user belong together: give both, or neither.");
        }
        try {
            Mail ignored = mail(target);
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            String field = said.startsWith("Mail.from")
                    ? "/target/from"
                    : said.startsWith("Mail.to")
                            ? "/target/to"
                            : said.startsWith("Mail.port") ? "/target/port" : "/target/host";
            fields.wrong(field, "does not fit: " + said.substring(said.indexOf(": ") + 2) + ".");
        }
    }
}
