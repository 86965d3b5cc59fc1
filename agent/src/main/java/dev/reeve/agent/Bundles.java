package dev.reeve.agent;

import dev.reeve.api.Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** Code on this computer, as flows of it are registered. */
public final class Bundles {
    private Bundles() {}

    /**
     * A jar, or a directory of classes, with its checksum. Means something on this computer alone.
     *
     * @param entry class and method that make the flow
     */
    public static Bundle of(Path code, String entry) throws IOException {
        Path file = code.toAbsolutePath().normalize();
        return new Bundle(file.toUri().toString(), BundleFiles.sum(file), entry, host());
    }

    /** The name of this computer. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) { // a computer without a name of its own
            return "localhost";
        }
    }
}
