package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.notify.Notice.FailedTask;
import dev.reeve.spi.SettableTime;
import dev.reeve.state.Backoff;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail, through a server that is real. */
class MailTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static SSLContext localhost;

    private final SettableTime time = new SettableTime(Samples.NOON);
    private final Map<String, String> secrets = new HashMap<>(Map.of("smtp", MailServer.PASSWORD));
    private final Logged logged = new Logged();

    @BeforeAll
    static void makeCertificate() {
        localhost = Certificates.of("localhost");
    }

    @AfterEach
    void close() {
        assertThat(logged.everything()).doesNotContain("CANARY");
        assertThat(logged.everything())
                .doesNotContain(Base64.getEncoder()
                        .encodeToString(("\0reeve\0" + MailServer.PASSWORD).getBytes(StandardCharsets.UTF_8)));
        logged.close();
    }

    private Notifier notifier(Mail mail) {
        return Notifier.to(mail)
                .time(time)
                .retries(2, Backoff.constant(MINUTE))
                .secrets(name -> Optional.ofNullable(secrets.get(name)))
                .build();
    }

    private void send(Mail mail, Notice notice) throws InterruptedException {
        Notifier notifier = notifier(mail);
        notifier.send(notice);
        assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
    }

    private static Mail addressed(MailServer server) {
        return Mail.through("localhost")
                .port(server.port())
                .from("Reeve <reeve@example.com>")
                .to("ops@example.com");
    }

    private static Mail plain(MailServer server) {
        return addressed(server).unencrypted().port(server.port());
    }

    private static MimeMessage only(MailServer server) throws Exception {
        assertThat(server.mails()).hasSize(1);
        return server.mails().getFirst().mime();
    }

    private String problem() {
        assertThat(logged.ours()).hasSize(1);
        return logged.ours().getFirst();
    }

    @Test
    void throughStartTlsAndALoginItArrivesAsTextAndHtml() throws Exception {
        try (MailServer server = MailServer.startTls(localhost)) {
            send(addressed(server).login(MailServer.USER, "smtp").trusting(localhost), Samples.failed());
            MimeMessage mail = only(server);
            assertThat(mail.getSubject()).isEqualTo("[Reeve] Flow \"daily-etl\" failed");
            assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Reeve <reeve@example.com>");
            assertThat(server.mails().getFirst().to()).containsExactly("ops@example.com");
            assertThat(mail.getSentDate()).isEqualTo(Date.from(Samples.NOON));
            assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@example\\.com>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            Multipart parts = (Multipart) mail.getContent();
            assertThat(String.valueOf(parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                    .isEqualTo("""
                            Flow "daily-etl" failed.

                            Flow:      daily-etl
                            Run:       brisk-heron (run-1)
                            State:     Failed
                            Began:     2026-03-01T11:57:55Z
                            At:        2026-03-01T12:00Z
                            After:     2 min 5 s

                            First cause:
                                load: IOException: disk full

                            What to do:
                                reeve why run-1
                            """);
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(String.valueOf(parts.getBodyPart(1).getContent()))
                    .contains("<h2>Flow &quot;daily-etl&quot; failed</h2>", "load: IOException: disk full");
            assertThat(logged.ours()).isEmpty();
        }
    }

    @Test
    void encryptedFromTheFirstByteItArrivesToo() throws Exception {
        try (MailServer server = MailServer.tls(localhost)) {
            send(
                    addressed(server)
                            .tls()
                            .login(MailServer.USER, "smtp")
                            .trusting(localhost)
                            .port(server.port()),
                    Samples.failed());
            assertThat(only(server).getSubject()).contains("daily-etl");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateThatIsNotTrustedIsGivenUpAtOnceAndNoLoginIsSent(boolean startTls) throws Exception {
        try (MailServer server = startTls ? MailServer.startTls(localhost) : MailServer.tls(localhost)) {
            Mail mail = startTls ? addressed(server) : addressed(server).tls().port(server.port());
            send(mail.login(MailServer.USER, "smtp"), Samples.failed());
            assertThat(problem())
                    .contains("because its certificate is not trusted")
                    .contains(".trusting(..)");
            assertThat(server.logins()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateOfAnotherHostIsNotAccepted(boolean startTls) throws Exception {
        SSLContext other = Certificates.of("mail.example.org");
        try (MailServer server = startTls ? MailServer.startTls(other) : MailServer.tls(other)) {
            Mail mail = startTls ? addressed(server) : addressed(server).tls().port(server.port());
            send(mail.login(MailServer.USER, "smtp").trusting(other), Samples.failed());
            assertThat(problem())
                    .contains("because its certificate is not trusted")
                    .contains("localhost");
            assertThat(server.logins()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotEncryptGetsNothing() throws Exception {
        try (MailServer server = MailServer.plain()) {
            send(addressed(server).login(MailServer.USER, "smtp"), Samples.failed());
            assertThat(problem()).contains("because it does not encrypt by STARTTLS");
            assertThat(server.mails()).isEmpty();
            assertThat(server.logins()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsGivenUpAtOnce() throws Exception {
        secrets.put("smtp", "wrong-CANARY");
        try (MailServer server = MailServer.startTls(localhost)) {
            send(addressed(server).login(MailServer.USER, "smtp").trusting(localhost), Samples.failed());
            assertThat(problem()).contains("because it did not accept the login: 535");
            assertThat(server.logins()).isNotEmpty();
        }
    }

    @Test
    void aPasswordDoesNotGoUnencryptedOverANetwork() throws Exception {
        send(
                Mail.through("smtp.example.com")
                        .unencrypted()
                        .login("reeve", "smtp")
                        .from("a@example.com")
                        .to("b@example.com"),
                Samples.failed());
        assertThat(problem()).contains("a password would be sent where others can read it");
    }

    @Test
    void aServerThatIsBusyIsTriedAgainAndTheMailIsTheSame() throws Exception {
        try (MailServer server = MailServer.plain()) {
            server.refuseNext(451, "4.7.1 greylisted, come back later");
            Notifier notifier = notifier(plain(server));
            notifier.send(Samples.failed());
            Waiting.untilDue(time, Samples.NOON.plus(MINUTE));
            assertThat(server.mails()).isEmpty();
            time.advance(MINUTE);
            assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
            assertThat(server.mails()).hasSize(1);
            assertThat(logged.ours()).isEmpty();
        }
    }

    @Test
    void aRefusalIsGivenUpAtOnce() throws Exception {
        try (MailServer server = MailServer.plain()) {
            server.refuseNext(554, "5.7.1 looks like spam");
            send(plain(server), Samples.failed());
            assertThat(problem()).endsWith("because it answered 554 5.7.1 looks like spam");
        }
    }

    @Test
    void aMailboxThatIsNotThereKeepsItFromNoOther() throws Exception {
        try (MailServer server = MailServer.plain()) {
            send(plain(server).to("nobody@example.com", "dev@example.com"), Samples.failed());
            assertThat(server.mails()).hasSize(1);
            assertThat(server.mails().getFirst().to()).containsExactly("ops@example.com", "dev@example.com");
            assertThat(problem()).contains("because it went to 2 only; the server refused the others: 550 5.1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "220 localhost ESMTP\r\n"})
    void aServerThatKeepsSilentIsInterruptedAtTheLimit(String greeting) throws Exception {
        try (RawReceiver silent = RawReceiver.saying(greeting)) {
            Mail mail = Mail.through("localhost").from("a@example.com").to("b@example.com");
            for (Mail each : List.of(
                    mail.port(silent.port()),
                    mail.unencrypted().port(silent.port()),
                    mail.tls().port(silent.port()))) {
                int before = silent.accepted();
                Notifier notifier = Notifier.to(each)
                        .time(time)
                        .retries(1, Backoff.none())
                        .attemptLimit(MINUTE)
                        .build();
                notifier.send(Samples.failed());
                Waiting.until(() -> silent.accepted() > before || !logged.ours().isEmpty());
                time.advance(MINUTE);
                assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
                if (greeting.isEmpty() || !problem().contains("no encrypted connection")) { // what greets speaks no TLS
                    assertThat(problem()).endsWith("because it did not take it within 1 min");
                }
                logged.ours().clear();
            }
        }
    }

    @Test
    void whatSpeaksNoSmtpOrIsNotThereMayPass() throws Exception {
        int port;
        try (RawReceiver web = RawReceiver.doing(socket -> {
            RawReceiver.say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            socket.close();
        })) {
            port = web.port();
            Notifier notifier = Notifier.to(Mail.through("localhost")
                            .unencrypted()
                            .port(port)
                            .from("a@example.com")
                            .to("b@example.com"))
                    .retries(2, Backoff.none())
                    .build();
            notifier.send(Samples.failed());
            assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
            assertThat(problem()).endsWith("(after 2 attempts)");
            assertThat(web.accepted()).isEqualTo(2);
        }
        logged.ours().clear();
        Notifier gone = Notifier.to(Mail.through("localhost")
                        .unencrypted()
                        .port(port)
                        .from("a@example.com")
                        .to("b@example.com"))
                .retries(2, Backoff.none())
                .build();
        gone.send(Samples.failed());
        assertThat(gone.flush(Duration.ofMinutes(2))).isTrue();
        assertThat(problem()).contains("could not be reached").endsWith("(after 2 attempts)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nBcc: evil@example.com",
                "\nBcc: evil@example.com",
                "\rBcc: x",
                "\u2028Bcc: x",
                "\0\r\n\r\nbody"
            })
    void noValueBeginsAnotherHeader(String injected) throws Exception {
        try (MailServer server = MailServer.plain()) {
            Notice notice = Samples.failed("etl" + injected, new FailedTask("t" + injected, "Failed", "m" + injected));
            send(plain(server).subject("{flow} {cause}\r\nX-Mine: {message}"), notice);
            MimeMessage mail = only(server);
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("X-Mine")).isNull();
            assertThat(mail.getSubject()).doesNotContain("\r", "\n").startsWith("etl");
            assertThat(server.mails().getFirst().to()).containsExactly("ops@example.com");
        }
    }

    @Test
    void textsOfAllScriptsArriveAndLongOnesAreCut() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Notice notice = Samples.failed("日次 ✓ Übung", new FailedTask("t", "Failed", "ß".repeat(200_000)));
            send(plain(server).subject("{flow} {cause}").text("{flow}: {cause}"), notice);
            MimeMessage mail = only(server);
            assertThat(mail.getSubject())
                    .startsWith("日次 ✓ Übung t: ß")
                    .hasSize(200)
                    .endsWith("…");
            assertThat(mail.getContentType()).startsWith("text/plain");
            assertThat(String.valueOf(mail.getContent()).strip())
                    .startsWith("日次 ✓ Übung: t: ßß")
                    .hasSizeLessThan(5_000);
        }
    }

    @Test
    void valuesInHtmlAreTextAndTheTemplateIsNot() throws Exception {
        try (MailServer server = MailServer.plain()) {
            Notice notice = Samples.failed("<script>alert('x')</script>", new FailedTask("t", "Failed", "</pre>&"));
            send(plain(server).html("<b title=\"{flow}\">{cause}</b>"), notice);
            Multipart parts = (Multipart) only(server).getContent();
            assertThat(String.valueOf(parts.getBodyPart(1).getContent()))
                    .isEqualTo("<b title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\">t: &lt;/pre&gt;&amp;</b>");
            assertThat(LetterText.html(notice))
                    .doesNotContain("<script", "</pre>&")
                    .contains("&lt;script&gt;");
        }
    }

    @Test
    void aLinkStandsInBothTexts() {
        Notice notice = Samples.failed().withUrl("https://reeve.example.com/?a=\"b\"&c");
        assertThat(LetterText.plain(notice)).contains("Link:      https://reeve.example.com/?a=\"b\"&c\n");
        assertThat(LetterText.html(notice)).contains("href=\"https://reeve.example.com/?a=&quot;b&quot;&amp;c\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "",
                "ops@example.com\r\nBcc: evil@example.com",
                "a@example.com, b@example.com",
                "group: a@example.com;",
                "@example.com",
                "ops@"
            })
    void whatIsNotOneAddressIsRefusedAtOnce(String address) {
        assertThatThrownBy(() -> Mail.through("h").to(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Mail.to(..): ")
                .message()
                .doesNotContain("\n", "\r");
        assertThatThrownBy(() -> Mail.through("h").from(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostsAndPortsAreChecked() {
        assertThatThrownBy(() -> Mail.through("smtp://x/")).hasMessageContaining("is no host");
        assertThatThrownBy(() -> Mail.through("h").port(0)).hasMessageContaining("1 to 65535");
    }

    @Test
    void aMailToNobodyIsSaidToBe() throws Exception {
        send(Mail.through("localhost"), Samples.failed());
        assertThat(problem()).contains("because the mail has no sender or nobody to go to");
    }
}
