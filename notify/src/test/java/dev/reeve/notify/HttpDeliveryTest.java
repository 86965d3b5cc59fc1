package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.notify.WebhookVerifier.Verdict;
import dev.reeve.spi.SecretProvider;
import dev.reeve.state.Backoff;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.NoSuchElementException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a notice at receivers of all kinds. */
class HttpDeliveryTest extends SentNotices {
    @Test
    void aSignedMessageIsTakenByTheVerifierOnce() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        secrets.put("key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        secrets.put("token", "Bearer CANARY");
        Notifier notifier = to(Webhook.to("hook").signedWith("key").header("Authorization", "token"))
                .build();
        notifier.send(Samples.failed());
        Receiver.Request request = receiver.awaitRequest(1);
        untilIdle(notifier);
        WebhookVerifier verifier =
                WebhookVerifier.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").clock(time::now);
        assertThat(verifier.verify(request::header, request.body())).isInstanceOf(Verdict.Fresh.class);
        assertThat(verifier.verify(request::header, request.body())).isInstanceOf(Verdict.Seen.class);
        assertThat(request.text())
                .startsWith("{\"type\":\"run.failed\",\"timestamp\":\"2026-03-01T12:00:00Z\",\"data\":{\"title\":")
                .contains("\"flow\":\"daily-etl\"", "\"duration_seconds\":125.0", "\"cause\":\"load: IOException");
        assertThat(request.header("Authorization")).isEqualTo("Bearer CANARY");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(logged.everything()).doesNotContain("CANARY", "MfKQ9r8");
    }

    @Test
    void fieldsTakeThePlaceOfTheUsualBody() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        to(Webhook.to("hook").field("content", "{title}: \"{cause}\"")).build().send(Samples.failed());
        assertThat(receiver.awaitRequest(1).text())
                .isEqualTo("{\"content\":\"Flow \\\"daily-etl\\\" failed: \\\"load: IOException: disk full\\\"\"}");
    }

    @Test
    void whatFailsIsTriedAgainAfterTheBackoffWithTheSameIdentifierAndANewTime() throws InterruptedException {
        receiver.answer(500, "").answer(503, "busy");
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Webhook.to("hook")).build();
        notifier.send(Samples.failed());
        receiver.awaitRequest(1);
        Waiting.untilDue(time, Samples.NOON.plus(MINUTE));
        time.advance(MINUTE);
        receiver.awaitRequest(2);
        Waiting.untilDue(time, Samples.NOON.plus(MINUTE.multipliedBy(2)));
        time.advance(MINUTE);
        receiver.awaitRequest(3);
        untilIdle(notifier);
        assertThat(receiver.requests())
                .extracting(r -> r.header("webhook-id"))
                .containsOnly(receiver.requests().getFirst().header("webhook-id"));
        assertThat(receiver.requests())
                .extracting(r ->
                        Long.parseLong(String.valueOf(r.header("webhook-timestamp"))) - Samples.NOON.getEpochSecond())
                .containsExactly(0L, 60L, 120L);
        assertThat(logged.ours()).isEmpty();
        assertThat(time.alarms()).isEmpty();
    }

    @Test
    void afterTheLastAttemptItIsGivenUpAndSaidOnce() throws InterruptedException {
        receiver.answer(500, "").answer(500, "").answer(500, "database\ndown");
        secrets.put("hook", receiver.url("/" + CANARY));
        Notifier notifier = to(Webhook.to("hook")).build();
        notifier.send(Samples.failed());
        for (int attempt = 1; attempt < 3; attempt++) {
            receiver.awaitRequest(attempt);
            Waiting.untilDue(time, time.now().plus(MINUTE));
            time.advance(MINUTE);
        }
        untilIdle(notifier);
        assertThat(problem())
                .isEqualTo(
                        "not told to webhook (address in secret \"hook\"): Flow \"daily-etl\" failed (run brisk-heron),"
                                + " because it answered 500: database down (after 3 attempts)");
    }

    @Test
    void aReceiverThatAsksToWaitIsLeftAloneForThatLong() throws InterruptedException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Samples.NOON.plusSeconds(120 + 180).atOffset(ZoneOffset.UTC));
        receiver.answer(429, "slow down", "Retry-After", "120").answer(503, "", "Retry-After", date);
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Slack.webhook("hook")).build();
        notifier.send(Samples.failed());
        receiver.awaitRequest(1);
        Waiting.untilDue(time, Samples.NOON.plusSeconds(120));
        time.advance(Duration.ofSeconds(119));
        assertThat(receiver.requests()).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        receiver.awaitRequest(2);
        Waiting.untilDue(time, Samples.NOON.plusSeconds(300));
        time.advance(Duration.ofSeconds(180));
        receiver.awaitRequest(3);
        untilIdle(notifier);
        assertThat(logged.ours()).isEmpty();
    }

    @Test
    void aReceiverThatAsksToWaitForHoursIsGivenUp() throws InterruptedException {
        receiver.answer(429, "", "Retry-After", "7200");
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Slack.webhook("hook")).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(problem()).endsWith("because it answered 429, and asked to wait for 2 h, which is too long");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 501})
    void whatWillNotPassIsNotTriedAgain(int status) throws InterruptedException {
        receiver.answer(status, "no_service for /" + CANARY);
        secrets.put("hook", receiver.url("/services/" + CANARY));
        Notifier notifier = to(Slack.webhook("hook")).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(receiver.requests()).hasSize(1);
        assertThat(problem()).endsWith("because it answered " + status + ": no_service for /***/***");
    }

    @Test
    void aReceiverThatKeepsSilentIsInterruptedAtTheLimit() throws Exception {
        try (RawReceiver silent = RawReceiver.doing(socket -> {})) {
            secrets.put("hook", silent.url());
            Notifier notifier = to(Webhook.to("hook"))
                    .retries(1, Backoff.none())
                    .attemptLimit(MINUTE)
                    .build();
            notifier.send(Samples.failed());
            Waiting.until(() -> silent.accepted() == 1);
            time.advance(MINUTE);
            untilIdle(notifier);
            assertThat(problem()).endsWith("because it did not take it within 1 min");
        }
    }

    @Test
    void aReceiverThatDripsIsInterruptedAtTheLimitToo() throws Exception {
        try (RawReceiver drips = RawReceiver.saying("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nsoon")) {
            secrets.put("hook", drips.url());
            Notifier notifier = to(Webhook.to("hook"))
                    .retries(1, Backoff.none())
                    .attemptLimit(MINUTE)
                    .build();
            notifier.send(Samples.failed());
            Waiting.until(() -> drips.accepted() == 1);
            time.advance(MINUTE);
            untilIdle(notifier);
            assertThat(problem()).endsWith("because it did not take it within 1 min");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "220 mail.example.com ESMTP\r\n", "HTTP/9.9 banana\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
    void garbageAndClosedConnectionsMayPass(String said) throws Exception {
        try (RawReceiver odd = RawReceiver.doing(socket -> {
            RawReceiver.say(socket, said);
            socket.close();
        })) {
            secrets.put("hook", odd.url());
            Notifier notifier =
                    to(Webhook.to("hook")).retries(2, Backoff.none()).build();
            notifier.send(Samples.failed());
            untilIdle(notifier);
            assertThat(problem())
                    .contains("the connection broke or the answer is no HTTP")
                    .endsWith("(after 2 attempts)");
            assertThat(odd.accepted()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aReceiverThatIsNotThereIsSaidToBeSo() throws Exception {
        int port;
        try (RawReceiver gone = RawReceiver.saying("")) {
            port = gone.port();
        }
        send("http://localhost:" + port + "/" + CANARY);
        assertThat(problem()).endsWith("because it could not be reached");
    }

    @Test
    void ofAnEndlessAnswerOnlyTheBeginningIsRead() throws InterruptedException {
        receiver.answer(exchange -> {
            exchange.sendResponseHeaders(400, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] chunk = "x".repeat(8_192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            while (true) { // until the other side leaves
                out.write(chunk);
            }
        });
        send(receiver.url("/in"));
        assertThat(problem()).contains("answered 400: xxx").hasSizeLessThan(500);
    }

    @Test
    void aRedirectOnTheSameHostThatKeepsTheMethodIsFollowed() throws InterruptedException {
        receiver.answer(308, "", "Location", "/moved").answer(307, "", "Location", receiver.url("/again"));
        send(receiver.url("/in"));
        assertThat(receiver.requests()).extracting(Receiver.Request::path).containsExactly("/in", "/moved", "/again");
        assertThat(receiver.requests()).extracting(Receiver.Request::text).doesNotContain("");
        assertThat(logged.ours()).isEmpty();
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws InterruptedException {
        try (Receiver other = Receiver.started()) {
            receiver.answer(307, "", "Location", "http://127.0.0.1:" + other.port() + "/steal");
            send(receiver.url("/in"));
            assertThat(problem())
                    .endsWith(
                            "it answered 307, a redirect to another host (127.0.0.1), which is not followed. If that is"
                                    + " right, give its address");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectToAnotherPortOfTheHostIsNotFollowed() throws InterruptedException {
        try (Receiver other = Receiver.started()) {
            receiver.answer(308, "", "Location", other.url("/steal"));
            send(receiver.url("/in"));
            assertThat(problem()).contains("to another host (localhost)");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aRedirectThatWouldDropTheMessageIsSaidToBeSo(int status) throws InterruptedException {
        receiver.answer(status, "", "Location", "/moved");
        send(receiver.url("/in"));
        assertThat(problem()).contains("a redirect that would drop the message. Give the address that it leads to");
    }

    @Test
    void circlesOfRedirectsAndThoseToNowhereEnd() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            receiver.answer(307, "", "Location", "/in");
        }
        send(receiver.url("/in"));
        assertThat(problem()).endsWith("because it redirects more than 3 times");
        assertThat(receiver.requests()).hasSize(4);
        logged.ours().clear();
        receiver.answer(307, "");
        send(receiver.url("/in"));
        assertThat(problem()).contains("to nowhere");
        logged.ours().clear();
        receiver.answer(307, "", "Location", ":// no");
        send(receiver.url("/in"));
        assertThat(problem()).contains("to what is no address");
    }

    @Test
    void aCertificateHasToBeTrusted() throws InterruptedException {
        SSLContext own = Certificates.of("localhost");
        try (Receiver encrypted = Receiver.encrypted(own)) {
            secrets.put("hook", encrypted.url("/in"));
            Notifier trusts = to(Webhook.to("hook").trusting(own)).build();
            trusts.send(Samples.failed());
            encrypted.awaitRequest(1);
            untilIdle(trusts);
            assertThat(logged.ours()).isEmpty();
            send(encrypted.url("/in"));
            assertThat(problem()).contains("its certificate is not trusted").contains(".trusting(..)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://localhost/CANARY",
                "CANARY",
                "https://CANARY:CANARY@localhost/",
                "http://hooks.example.com/CANARY",
                "https:///CANARY",
                "https://a b/CANARY"
            })
    void whatIsNoSafeAddressIsRefusedWithoutBeingShown(String address) throws InterruptedException {
        send(address);
        assertThat(problem()).contains("because the secret \"hook\" ");
    }

    @Test
    void aSecretThatNobodyKnowsIsNamed() throws InterruptedException {
        Notifier notifier = to(Slack.webhook("slack-ops")).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(problem()).contains("nobody knows the secret \"slack-ops\". Give it to the run");
    }

    @Test
    void aProviderThatThrowsForWhatItDoesNotKnowKeepsNobodyFromFindingIt() throws InterruptedException {
        SecretProvider strict = name -> {
            throw new NoSuchElementException("set the variable SECRET_" + name);
        };
        secrets.put("hook", receiver.url("/in"));
        Notifier notifier = to(Webhook.to("hook"), Slack.webhook("slack-ops")).build();
        notifier.send(Samples.failed(), strict);
        untilIdle(notifier);
        assertThat(receiver.requests()).hasSize(1);
        assertThat(problem())
                .endsWith("because the secret \"slack-ops\" is not known: set the variable SECRET_slack-ops");
    }

    @Test
    void aProviderThatFailsIsAskedAgainAndItsMessageIsNotShown() throws InterruptedException {
        Notifier notifier = Notifier.to(Slack.webhook("slack-ops"))
                .retries(2, Backoff.none())
                .secrets(name -> {
                    throw new IllegalStateException("CANARY");
                })
                .build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(problem())
                .contains("the secret \"slack-ops\" could not be read (IllegalStateException)")
                .endsWith("(after 2 attempts)");
    }

    @Test
    void aKeyOrHeaderThatCannotBeIsNamed() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        secrets.put("key", "CANARY");
        Notifier weak = to(Webhook.to("hook").signedWith("key")).build();
        weak.send(Samples.failed());
        untilIdle(weak);
        assertThat(problem()).contains("the secret \"key\" is no key: a key of 6 bytes can be guessed");
        logged.ours().clear();
        secrets.put("key", "CANARY\r\nX-Injected: yes");
        Notifier injecting = to(Webhook.to("hook").header("X-Key", "key")).build();
        injecting.send(Samples.failed());
        untilIdle(injecting);
        assertThat(problem()).contains("the secret \"key\" cannot be sent as a header");
        assertThat(receiver.requests()).isEmpty();
    }
}
