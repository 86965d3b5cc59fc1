package dev.reeve.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.state.Backoff;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that others give must not lead into the network that the notifier is in. */
class DestinationsTest {
    private final Map<String, String> secrets = new HashMap<>();
    private final Receiver receiver = Receiver.started();
    private final Logged logged = new Logged();

    @AfterEach
    void close() {
        logged.close();
        receiver.close();
    }

    private String refused(Notifier.Builder builder) throws InterruptedException {
        Notifier notifier = builder.retries(1, Backoff.none())
                .secrets(name -> Optional.ofNullable(secrets.get(name)))
                .build();
        notifier.send(Samples.failed());
        assertThat(notifier.flush(Duration.ofMinutes(2))).isTrue();
        return logged.ours().isEmpty() ? "" : logged.ours().getLast();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getAllByName(text)[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "3fff::1"
            })
    void whatIsNotOfThePublicInternetIsKept(String address) throws UnknownHostException {
        assertThat(Destinations.isPublic(address(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                "169.253.0.1", "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00::1",
                "2001:4860:4860::8888", "::ffff:8.8.8.8"
            })
    void whatIsOfThePublicInternetIsAllowed(String address) throws UnknownHostException {
        assertThat(Destinations.isPublic(address(address))).isTrue();
    }

    @Test
    void aWebhookToThisMachineIsRefusedWhereOnlyPublicAddressesAre() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        assertThat(refused(Notifier.to(Webhook.to("hook")).publicAddressesOnly()))
                .contains("which is not of the public internet. Notices are sent to public addresses only here");
        assertThat(receiver.requests()).isEmpty();
        assertThat(refused(Notifier.to(Slack.webhook("hook")).publicAddressesOnly()))
                .contains("not of the public");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void ofSeveralAddressesOneThatIsNotPublicIsEnough() throws InterruptedException {
        secrets.put("hook", "https://hooks.example.com/in");
        Destinations both =
                Destinations.publicOnly(host -> new InetAddress[] {address("1.1.1.1"), address("10.0.0.7")});
        assertThat(refused(Notifier.to(Webhook.to("hook")).destinations(both))).contains("its host leads to 10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433/", "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"})
    void otherSpellingsOfThisMachineAreRefused(String address) throws InterruptedException {
        secrets.put("hook", address);
        assertThat(refused(Notifier.to(Webhook.to("hook").unencrypted()).publicAddressesOnly()))
                .contains("not told to webhook");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void aNameIsLookedUpAnewBeforeARedirectIsFollowed() throws InterruptedException {
        receiver.answer(307, "", "Location", "/there");
        secrets.put("hook", receiver.url("/in"));
        int[] asked = new int[1];
        Destinations changing = Destinations.only(
                host -> new InetAddress[] {address(asked[0]++ == 0 ? "127.0.0.1" : "169.254.169.254")},
                InetAddress::isLoopbackAddress);
        assertThat(refused(Notifier.to(Webhook.to("hook")).destinations(changing)))
                .contains("its host leads to 169.254.169.254");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void aMailServerInsideIsRefused() throws InterruptedException {
        assertThat(refused(Notifier.to(Mail.through("localhost")
                                .unencrypted()
                                .from("a@example.com")
                                .to("b@example.com"))
                        .publicAddressesOnly()))
                .contains("which is not of the public internet");
    }

    @Test
    void withoutTheGuardFlowsTellWhomTheyLike() throws InterruptedException {
        secrets.put("hook", receiver.url("/in"));
        assertThat(refused(Notifier.to(Webhook.to("hook")))).isEmpty();
        assertThat(receiver.requests()).hasSize(1);
    }
}
