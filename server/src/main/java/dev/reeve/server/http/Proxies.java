package dev.reeve.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies that are believed what they say about who asks. Immutable.
 *
 * @param networks none: nobody is believed
 */
public record Proxies(List<Network> networks) {
    /** Nobody is believed. */
    public static final Proxies NONE = new Proxies(List.of());

    public Proxies {
        networks = List.copyOf(networks);
    }

    /**
     * Addresses that begin with the same bits.
     *
     * @param bits how many of them
     */
    public record Network(InetAddress first, int bits) {
        boolean has(InetAddress address) {
            byte[] one = first.getAddress();
            byte[] other = address.getAddress();
            if (one.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Addresses and networks with commas between, such as {@code 10.0.0.5,10.1.0.0/16,::1}.
     *
     * @throws IllegalArgumentException if one is neither; names are not looked up
     */
    public static Proxies parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String[] parts = each.strip().split("/", 2);
            InetAddress address = address(parts[0])
                    .orElseThrow(() -> new IllegalArgumentException("\"" + each.strip()
                            + "\" is no address of a proxy. Write addresses or networks, with commas between:"
                            + " 10.0.0.5,10.1.0.0/16"));
            int most = address.getAddress().length * 8;
            int bits = parts.length == 1 ? most : bits(parts[1]);
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(
                        "\"" + each.strip() + "\" is no network: after / comes a number from 0 to " + most);
            }
            networks.add(new Network(address, bits));
        }
        return new Proxies(networks);
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    boolean has(InetAddress address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    /**
     * Who asks, as far as proxies of ours say it: each appends whom it heard, so from the end on the first that is none of
     * them. What stands before that, anybody may have written.
     *
     * @param forwarded what X-Forwarded-For says, in order
     */
    InetAddress asking(InetAddress connected, List<String> forwarded) {
        InetAddress asking = connected;
        List<String> hops = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
        for (int at = hops.size() - 1; at >= 0 && has(asking); at--) {
            Optional<InetAddress> before = address(withoutPort(hops.get(at).strip()));
            if (before.isEmpty()) {
                return asking;
            }
            asking = before.get();
        }
        return asking;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.contains("]")) {
            return hop.substring(1, hop.indexOf(']'));
        }
        return hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0
                ? hop.substring(0, hop.indexOf(':'))
                : hop;
    }

    /** A name would be looked up: what comes over the wire shall not ask other computers. */
    private static Optional<InetAddress> address(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) { // 999.1.1.1
            return Optional.empty();
        }
    }
}
