package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.api.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The code of flows, fetched and checked. Thread-safe. */
final class BundleFiles {
    private final String host;
    private final BundleCache fetched;
    private final Map<Path, Summed> known = new ConcurrentHashMap<>();

    private record Summed(long size, FileTime changed, String sha256) {}

    /** On that host. */
    BundleFiles(String host, BundleCache fetched) {
        this.host = host;
        this.fetched = fetched;
    }

    /**
     * The file of a bundle.
     *
     * @throws UnfitRunException if it is not here, or is not what was registered; says what to do
     */
    Path file(Bundle bundle) {
        if (bundle.host() != null && !bundle.host().equals(host)) {
            throw new UnfitRunException("Its code is at " + bundle.location() + " on host " + bundle.host()
                    + ", and this is " + host + ". Start an agent there, or register the flow from here.");
        }
        Path file = isHere(bundle) ? path(bundle.location()) : fetched.file(bundle);
        if (!Files.exists(file)) {
            throw new UnfitRunException(
                    "Its code is not there any more: " + file + ". Build it again, and register it.");
        }
        String found = known(file);
        if (!found.equals(bundle.sha256()) && !isHere(bundle)) { // only the copy may be spoilt
            file = fetched.fileAnew(bundle);
            found = known(file);
        }
        if (!found.equals(bundle.sha256())) {
            throw new UnfitRunException("The code at " + file + " is not what was registered: its SHA-256 is " + found
                    + " and not " + bundle.sha256() + ". It was built anew since; register it again.");
        }
        return file;
    }

    /** A file of this host; one that is for every host lies in a store, even if that is a directory. */
    private static boolean isHere(Bundle bundle) {
        return bundle.location().startsWith("file:") && bundle.host() != null;
    }

    private static Path path(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw new UnfitRunException(
                    "Its code is at " + location + ", which is no file that there can be. Register it again.");
        }
    }

    private String known(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return sum(file);
            }
            long size = Files.size(file);
            FileTime changed = Files.getLastModifiedTime(file);
            Summed before = known.get(file);
            if (before != null && before.size() == size && before.changed().equals(changed)) {
                return before.sha256();
            }
            String sum = sum(file);
            known.put(file, new Summed(size, changed, sum));
            return sum;
        } catch (IOException e) {
            throw new UnfitRunException("Its code at " + file + " cannot be read: " + e);
        }
    }

    /** The checksum of a file, or of all names and files of a directory: 64 hexadecimal digits. */
    static String sum(Path code) throws IOException {
        MessageDigest digest = sha256();
        if (Files.isDirectory(code)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(code)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String line = code.relativize(file) + " " + sum(file) + "\n";
                digest.update(line.getBytes(UTF_8));
            }
        } else {
            add(code, digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = new byte[1 << 16];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                digest.update(part, 0, count);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
