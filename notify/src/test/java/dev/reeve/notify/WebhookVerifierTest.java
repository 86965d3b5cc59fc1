package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.notify.WebhookVerifier.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
    private static final String KEY = "a key of more than sixteen bytes";
    private static final byte[] BODY = "{\"type\":\"run.failed\"}".getBytes(StandardCharsets.UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON);
    private final WebhookVerifier verifier = WebhookVerifier.of(KEY).clock(now::get);

    private static Map<String, String> headers(String key, String id, Instant at, byte[] body) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return new HashMap<>(Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", Signature.of(Signature.key(key), id, timestamp, body)));
    }

    private Verdict verify(Map<String, String> headers, byte[] body) {
        return verifier.verify(headers::get, body);
    }

    @Test
    void theSignatureIsTheOneThatOthersCompute() {
        // the example of the Standard Webhooks libraries
        assertThat(Signature.of(
                        Signature.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aGenuineMessageIsFreshOnceAndSeenAfterwards() {
        Map<String, String> headers = headers(KEY, "a", Samples.NOON, BODY);
        assertThat(verify(headers, BODY)).isEqualTo(new Verdict.Fresh("a", Samples.NOON));
        assertThat(verify(headers, BODY)).isEqualTo(new Verdict.Seen("a"));
    }

    @Test
    void anotherAttemptOfTheSameMessageIsSeenAlthoughItsTimeIsNew() {
        verify(headers(KEY, "a", Samples.NOON, BODY), BODY);
        now.set(Samples.NOON.plusSeconds(60));
        assertThat(verify(headers(KEY, "a", now.get(), BODY), BODY)).isEqualTo(new Verdict.Seen("a"));
    }

    @Test
    void aMessageWhoseHandlingFailedIsFreshAgain() {
        Map<String, String> headers = headers(KEY, "a", Samples.NOON, BODY);
        verify(headers, BODY);
        verifier.forget("a");
        assertThat(verify(headers, BODY)).isInstanceOf(Verdict.Fresh.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void aMissingOrChangedHeaderIsRefused(String name) {
        Map<String, String> missing = headers(KEY, "a", Samples.NOON, BODY);
        missing.remove(name);
        assertThat(verify(missing, BODY)).isInstanceOf(Verdict.Refused.class);
        Map<String, String> changed = headers(KEY, "a", Samples.NOON, BODY);
        changed.compute(name, (header, value) -> value + "1");
        assertThat(verify(changed, BODY)).isInstanceOf(Verdict.Refused.class);
        changed.put(name, "");
        assertThat(verify(changed, BODY)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aChangedBodyIsRefusedAndDoesNotCountAsSeen() {
        Map<String, String> headers = headers(KEY, "a", Samples.NOON, BODY);
        assertThat(verify(headers, "{}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Verdict.Refused.class);
        assertThat(verify(headers, BODY)).isInstanceOf(Verdict.Fresh.class);
    }

    @Test
    void anotherKeyIsRefused() {
        assertThat(verify(headers("another key of more than sixteen", "a", Samples.NOON, BODY), BODY))
                .isEqualTo(
                        new Verdict.Refused("it is signed with no key that is known here, or was changed on the way"));
    }

    @Test
    void fiveMinutesOffToEitherSideAreTakenAndASecondMoreIsNot() {
        Duration most = Duration.ofMinutes(5);
        assertThat(verify(headers(KEY, "old", Samples.NOON.minus(most), BODY), BODY))
                .isInstanceOf(Verdict.Fresh.class);
        assertThat(verify(headers(KEY, "new", Samples.NOON.plus(most), BODY), BODY))
                .isInstanceOf(Verdict.Fresh.class);
        assertThat(verify(headers(KEY, "older", Samples.NOON.minus(most).minusSeconds(1), BODY), BODY))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verify(headers(KEY, "newer", Samples.NOON.plus(most).plusSeconds(1), BODY), BODY))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aCopyIsNeverFreshHoweverLongItIsKept() {
        Map<String, String> early = headers(KEY, "a", Samples.NOON.plus(Duration.ofMinutes(5)), BODY);
        assertThat(verify(early, BODY)).isInstanceOf(Verdict.Fresh.class);
        for (int minute = 1; minute <= 60; minute++) {
            now.set(Samples.NOON.plus(Duration.ofMinutes(minute)));
            verify(headers(KEY, "other" + minute, now.get(), BODY), BODY);
            assertThat(verify(early, BODY)).isNotInstanceOf(Verdict.Fresh.class);
        }
    }

    @Test
    void oneOfSeveralKeysAndSignaturesIsEnough() {
        WebhookVerifier both =
                WebhookVerifier.of("the key that comes next, long", KEY).clock(now::get);
        Map<String, String> headers = headers(KEY, "a", Samples.NOON, BODY);
        headers.compute("webhook-signature", (name, value) -> "v1,AAAA v2,xyz " + value);
        assertThat(both.verify(headers::get, BODY)).isInstanceOf(Verdict.Fresh.class);
    }

    @Test
    void aFullMemoryRefusesUntilItMayForget() {
        WebhookVerifier small = verifier.remembering(2);
        for (String id : new String[] {"a", "b"}) {
            assertThat(small.verify(headers(KEY, id, Samples.NOON, BODY)::get, BODY))
                    .isInstanceOf(Verdict.Fresh.class);
        }
        assertThat(small.verify(headers(KEY, "c", Samples.NOON, BODY)::get, BODY))
                .isEqualTo(
                        new Verdict.Refused("more than 2 messages came within 10 min; let the verifier remember more"));
        now.set(Samples.NOON.plus(Duration.ofMinutes(10)).plusSeconds(1));
        assertThat(small.verify(headers(KEY, "c", now.get(), BODY)::get, BODY)).isInstanceOf(Verdict.Fresh.class);
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> WebhookVerifier.of("short"))
                .hasMessage("a key of 5 bytes can be guessed; use 16 or more, drawn at random");
        assertThatThrownBy(() -> WebhookVerifier.of("whsec_*canary*")).message().doesNotContain("canary");
        assertThatThrownBy(WebhookVerifier::of).hasMessageContaining("without a key");
        assertThatThrownBy(() -> verifier.tolerance(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> verifier.remembering(0)).hasMessageContaining("1 or more");
    }
}
