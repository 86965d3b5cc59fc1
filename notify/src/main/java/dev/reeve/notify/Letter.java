package dev.reeve.notify;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mail says and to whom. Immutable. */
record Letter(
        @Nullable InternetAddress from,
        List<InternetAddress> to,
        MessageTemplate subject,
        @Nullable MessageTemplate text,
        @Nullable MessageTemplate html) {
    /** To nobody, with our subject and text. */
    static final Letter BLANK =
            new Letter(null, List.of(), MessageTemplate.parse("subject", "[Reeve] {title}"), null, null);

    private static final int MOST_SUBJECT = 200;
    private static final int MOST_TEXT = 100_000;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    Letter {
        to = List.copyOf(to);
    }

    Letter from(InternetAddress sender) {
        return new Letter(sender, to, subject, text, html);
    }

    Letter to(List<InternetAddress> receivers) {
        return new Letter(from, receivers, subject, text, html);
    }

    Letter subject(MessageTemplate template) {
        return new Letter(from, to, template, text, html);
    }

    Letter text(MessageTemplate template) {
        return new Letter(from, to, subject, template, html);
    }

    Letter html(MessageTemplate template) {
        return new Letter(from, to, subject, text, template);
    }

    /** The mail that tells of that notice. All attempts have one Message-ID, so a mailbox can tell a second one. */
    MimeMessage about(Notice notice, Delivery delivery, Session session) throws MessagingException {
        String host = from == null ? "localhost" : from.getAddress().replaceFirst("^.*@", "");
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + delivery.id() + "@" + host + ">");
            }
        };
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(subjectLine(notice), UTF_8);
        mail.setSentDate(Date.from(delivery.now()));
        mail.setHeader("Auto-Submitted", "auto-generated"); // or an answering machine would answer
        String written = written(notice);
        String marked = markup(notice);
        if (marked == null) {
            mail.setText(written, UTF_8);
        } else {
            mail.setContent(alternatives(written, marked));
        }
        mail.saveChanges();
        return mail;
    }

    /** For people to look at. */
    Draft draft(Notice notice) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (from != null) {
            headers.put("From", from.toUnicodeString());
        }
        if (!to.isEmpty()) {
            headers.put("To", to.stream().map(InternetAddress::toUnicodeString).collect(Collectors.joining(", ")));
        }
        headers.put("Subject", subjectLine(notice));
        return new Draft(headers, written(notice));
    }

    private String written(Notice notice) {
        return Words.cut(text == null ? LetterText.plain(notice) : text.fill(notice, Words::plain), MOST_TEXT);
    }

    /** One line: a line break in it would begin another header. */
    String subjectLine(Notice notice) {
        return Words.cut(Words.line(subject.fill(notice, Words::line)), MOST_SUBJECT);
    }

    /** Nothing where the author gave a text alone. */
    private @Nullable String markup(Notice notice) {
        if (html != null) {
            return html.fill(notice, Words::html);
        }
        return text == null ? LetterText.html(notice) : null;
    }

    private static MimeMultipart alternatives(String plain, String html) throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        first.setText(plain, UTF_8);
        MimeBodyPart better = new MimeBodyPart();
        better.setContent(html, "text/html; charset=" + UTF_8.toLowerCase(Locale.ROOT));
        return new MimeMultipart("alternative", first, better);
    }
}
