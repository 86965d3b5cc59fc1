package dev.reeve.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address in a secret, checked. No message holds it. */
final class WebAddress {
    private WebAddress() {}

    /**
     * The address in that secret.
     *
     * @param plainToo whether it may go unencrypted over a network; on this machine it may always
     */
    static URI of(String secret, Delivery delivery, boolean plainToo) throws DeliveryException {
        String what = "the secret \"" + secret + "\" ";
        URI address;
        try {
            address = new URI(delivery.secret(secret));
        } catch (URISyntaxException e) {
            throw DeliveryException.lasting(what + "is no address. It has to be one, such as https://host/path");
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw DeliveryException.lasting(what + "is no web address. It has to begin with https:// and a host");
        }
        if (address.getUserInfo() != null) {
            throw DeliveryException.lasting(
                    what + "has a login in its address. Send it as a header: .header(\"Authorization\", \"secret\")");
        }
        if (scheme.equals("http") && !plainToo && !isThisMachine(address.getHost())) {
            throw DeliveryException.lasting(what + "is an http address, which others could read on the way. Use https");
        }
        return address;
    }

    static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+")
                || host.equals("[::1]")
                || host.equals("::1");
    }
}
