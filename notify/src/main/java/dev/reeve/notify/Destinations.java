package dev.reeve.notify;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where notices may go. What looks names up is asked for a host before each attempt and each redirect, and every address
 * that it has is held against this: one that is not allowed is enough to refuse it. Thread-safe.
 */
final class Destinations {
    /** Looks up the addresses of a host. */
    interface Lookup {
        /** All of them. */
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Wherever an address leads: those of flows are their authors' own. */
    static final Destinations ANY = new Destinations(false, InetAddress::getAllByName, any -> true);

    /** First bytes of IPv4 networks that are not of the public internet, and how many bits of them count. */
    private static final List<int[]> KEPT = List.of(
            new int[] {0, 0, 0, 8}, // this network
            new int[] {10, 0, 0, 8}, // private
            new int[] {100, 64, 0, 10}, // of carriers
            new int[] {127, 0, 0, 8}, // this machine
            new int[] {169, 254, 0, 16}, // this link; clouds give out credentials there
            new int[] {172, 16, 0, 12}, // private
            new int[] {192, 0, 0, 24}, // of protocols
            new int[] {192, 0, 2, 24}, // for examples
            new int[] {192, 88, 99, 24}, // 6to4 relays
            new int[] {192, 168, 0, 16}, // private
            new int[] {198, 18, 0, 15}, // for measurements
            new int[] {198, 51, 100, 24}, // for examples
            new int[] {203, 0, 113, 24}, // for examples
            new int[] {224, 0, 0, 3}); // for groups, reserved, and to all

    private final boolean guarded;
    private final Lookup lookup;
    private final Predicate<InetAddress> allowed;

    private Destinations(boolean guarded, Lookup lookup, Predicate<InetAddress> allowed) {
        this.guarded = guarded;
        this.lookup = lookup;
        this.allowed = allowed;
    }

    /** The public internet only. */
    static Destinations publicOnly(Lookup lookup) {
        return only(lookup, Destinations::isPublic);
    }

    /** Those addresses only. */
    static Destinations only(Lookup lookup, Predicate<InetAddress> allowed) {
        return new Destinations(true, lookup, allowed);
    }

    /**
     * The address to connect to.
     *
     * @throws DeliveryException if it has one that is not allowed
     */
    InetAddress require(String host) throws DeliveryException, UnknownHostException {
        InetAddress[] all = lookup.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        if (guarded) {
            for (InetAddress each : all) {
                if (!allowed.test(each)) {
                    throw DeliveryException.lasting("its host leads to " + each.getHostAddress()
                            + ", which is not of the public internet. Notices are sent to public addresses only here");
                }
            }
        }
        return all[0];
    }

    /** Whether somebody looks. */
    boolean isGuarded() {
        return guarded;
    }

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 16 | (bytes[1] & 0xff) << 8 | bytes[2] & 0xff;
        for (int[] network : KEPT) {
            int start = network[0] << 16 | network[1] << 8 | network[2];
            if (first >>> 24 - network[3] == start >>> 24 - network[3]) {
                return false;
            }
        }
        return true;
    }

    /** Only 2000::/3 is given out; in it, what carries an IPv4 address or is for protocols and examples is not. */
    private static boolean isPublicSix(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        boolean given = first >>> 13 == 1;
        boolean protocols = first == 0x2001 && second < 0x200; // Teredo among them
        boolean examples = first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
        return given && !protocols && !examples && first != 0x2002;
    }
}
