package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Where not every address is allowed, a receiver is treated the same, and only reached by an address that was looked at. */
class PinnedDeliveryTest extends HttpDeliveryTest {
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();

    @Override
    Destinations destinations() {
        return Destinations.only(this::lookUp, InetAddress::isLoopbackAddress);
    }

    /** A name that leads here the first time, and elsewhere from then on; no name server knows it. */
    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookedUp.add(host);
        if (!host.endsWith(".example")) {
            return InetAddress.getAllByName(host);
        }
        return InetAddress.getAllByName(lookedUp.size() == 1 ? "127.0.0.1" : "169.254.169.254");
    }

    @Test
    void nameIsNotLookedUpAgainOnceItsAddressWasAllowed() throws InterruptedException {
        secrets.put("hook", "http://rebound.example:" + receiver.port() + "/in?a=%20b");
        Notifier notifier = to(Webhook.to("hook").unencrypted()).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(lookedUp).containsExactly("rebound.example");
        assertThat(receiver.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Host")).isEqualTo("rebound.example:" + receiver.port());
            assertThat(request.path()).isEqualTo("/in?a=%20b");
        });
    }

    @Test
    void nameThatLeadsElsewhereByTheSecondAttemptIsRefused() throws InterruptedException {
        receiver.answer(307, "", "Location", "/there");
        secrets.put("hook", "http://rebound.example:" + receiver.port() + "/in");
        Notifier notifier = to(Webhook.to("hook").unencrypted()).build();
        notifier.send(Samples.failed());
        untilIdle(notifier);
        assertThat(problem()).contains("its host leads to 169.254.169.254");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void certificateHasToBeOfTheNameAndNotJustOfTheMachineThatAnswers() throws InterruptedException {
        SSLContext own = Certificates.of("localhost");
        try (Receiver encrypted = Receiver.encrypted(own)) {
            secrets.put("hook", "https://rebound.example:" + encrypted.port() + "/in");
            Notifier notifier = to(Webhook.to("hook").trusting(own)).build();
            notifier.send(Samples.failed());
            untilIdle(notifier);
            assertThat(problem()).contains("its certificate is not trusted");
            assertThat(encrypted.requests()).isEmpty();
        }
    }

    @Test
    void answerInChunksAndOneThatGoesOnAreRead() throws Exception {
        String answer = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;a=b\r\nno \r\n4\r\nhook\r\n0\r\n\r\n";
        try (RawReceiver raw = RawReceiver.saying(answer)) {
            send(raw.url());
            assertThat(problem()).endsWith("because it answered 404: no hook");
        }
    }

    @Test
    void headWithoutAnEndIsNotReadForEver() throws Exception {
        try (RawReceiver raw = RawReceiver.saying("HTTP/1.1 404 No\r\n" + "X: y\r\n".repeat(10_000))) {
            send(raw.url());
            assertThat(problem()).contains("its head is longer than 16384 bytes");
        }
    }
}
