package dev.reeve.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * E-mail, through a mail server: {@code Mail.through("smtp.example.com").from("reeve@example.com").to("ops@example.com")
 * .login("reeve", "smtp-password")}. Encrypted by STARTTLS on port 587 if nothing else is said. Immutable: each method
 * returns another.
 */
public final class Mail implements Channel {
    private final Letter letter;
    private final SmtpServer server;

    private Mail(Letter letter, SmtpServer server) {
        this.letter = letter;
        this.server = server;
    }

    /** Sends through that server. */
    public static Mail through(String host) {
        if (host.isBlank() || !host.matches("[A-Za-z0-9.:_-]+")) {
            throw new IllegalArgumentException(
                    "Mail.through(..): \"" + Words.line(host) + "\" is no host. Such as smtp.example.com");
        }
        return new Mail(Letter.BLANK, new SmtpServer(host, 0, SmtpServer.Encryption.STARTTLS, "", "", null));
    }

    /** Encrypts from the first byte, on port 465. */
    public Mail tls() {
        return with(server.encrypted(SmtpServer.Encryption.TLS));
    }

    /**
     * Does not encrypt, on port 25. What is sent can be read on the way, so there can be no login then, save to a server
     * on this machine.
     */
    public Mail unencrypted() {
        return with(server.encrypted(SmtpServer.Encryption.NONE));
    }

    /** The server's port, from 1 to 65535. */
    public Mail port(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Mail.port(..): a port of " + port + "; use 1 to 65535");
        }
        return with(server.at(port));
    }

    /** Logs in, with the password in the secret of that name. */
    public Mail login(String user, String passwordSecret) {
        return with(server.login(
                Objects.requireNonNull(user, "user"), Objects.requireNonNull(passwordSecret, "passwordSecret")));
    }

    /** Trusts the certificates that this context does, for a server of one's own. */
    public Mail trusting(SSLContext context) {
        return with(server.trusting(Objects.requireNonNull(context, "context")));
    }

    /**
     * Who it comes from: {@code reeve@example.com}, or {@code Reeve <reeve@example.com>}.
     *
     * @throws IllegalArgumentException if it is no address
     */
    public Mail from(String address) {
        return with(letter.from(address("Mail.from(..)", address)));
    }

    /**
     * Who it goes to, beside those named before. They see each other's addresses.
     *
     * @throws IllegalArgumentException if one is no address
     */
    public Mail to(String... addresses) {
        List<InternetAddress> all = new ArrayList<>(letter.to());
        for (String address : addresses) {
            all.add(address("Mail.to(..)", address));
        }
        return with(letter.to(all));
    }

    /**
     * The subject, as a template; {@code "[Reeve] {title}"} if not said. One line of at most 200 characters is sent.
     *
     * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
     */
    public Mail subject(String template) {
        return with(letter.subject(MessageTemplate.parse("Mail.subject(..)", template)));
    }

    /**
     * The text, as a template, in place of ours; there is no HTML then, unless {@link #html} says it.
     *
     * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
     */
    public Mail text(String template) {
        return with(letter.text(MessageTemplate.parse("Mail.text(..)", template)));
    }

    /**
     * The HTML beside the text, as a template. Values are escaped; what the template says is not.
     *
     * @throws IllegalArgumentException if a placeholder is not known; says where, and what there is
     */
    public Mail html(String template) {
        return with(letter.html(MessageTemplate.parse("Mail.html(..)", template)));
    }

    private Mail with(Letter changed) {
        return new Mail(changed, server);
    }

    private Mail with(SmtpServer changed) {
        return new Mail(letter, changed);
    }

    private static InternetAddress address(String verb, String text) {
        String shown = "\"" + Words.line(text) + "\"";
        if (text.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalArgumentException(verb + ": " + shown + " has a control character. Leave it out.");
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(text, true);
            if (parsed.length == 1
                    && !parsed[0].isGroup()
                    && parsed[0].getAddress().indexOf('@') > 0) {
                parsed[0].validate();
                return parsed[0];
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    verb + ": " + shown + " is no address: " + e.getMessage() + ". Such as ops@example.com", e);
        }
        throw new IllegalArgumentException(verb + ": " + shown + " is not one address. Such as ops@example.com");
    }

    @Override
    public String name() {
        return "mail through " + server.host();
    }

    /** What would be sent, as a text; beside it goes the same as HTML. */
    public Draft draft(Notice notice) {
        return letter.draft(notice);
    }

    @Override
    public void deliver(Notice notice, Delivery delivery) throws DeliveryException, InterruptedException {
        if (letter.from() == null || letter.to().isEmpty()) {
            throw DeliveryException.lasting("the mail has no sender or nobody to go to. Say .from(..) and .to(..)");
        }
        server.send(letter, notice, delivery);
    }

    @Override
    public String toString() {
        return name();
    }
}
