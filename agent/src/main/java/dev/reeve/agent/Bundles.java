package dev.reeve.agent;

import dev.reeve.api.Bundle;
import dev.reeve.spi.ResultStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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

    /**
     * A jar, put into a store where agents of every host can fetch it: {@code s3://BUCKET/PREFIX}, or a directory that
     * they all see. It lies there under its checksum; nothing is written if it lies there already.
     *
     * @param entry class and method that make the flow
     * @throws IOException if the store cannot be used; says what to do
     * @throws IllegalArgumentException if the code is no jar
     */
    public static Bundle publish(Path code, String entry, URI store) throws IOException {
        if (!Files.isRegularFile(code)) {
            throw new IllegalArgumentException("Only a jar can be put into a store, and " + code
                    + " is not one. Build one, such as with \"mvn package\".");
        }
        String sum = BundleFiles.sum(code);
        String key = sum + "/" + String.valueOf(code.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        String base = store.toString().replaceAll("/+$", "");
        try (ResultStore to = BundleStores.open(URI.create(base))) {
            byte[] bytes = Files.readAllBytes(code);
            if (!to.read(key).map(there -> Arrays.equals(there, bytes)).orElse(false)) {
                to.write(key, bytes);
            }
        }
        return new Bundle(base + "/" + key, sum, entry, null);
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
