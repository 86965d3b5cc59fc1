package dev.reeve.engine.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that a class came with. */
final class Bundle {
    private Bundle() {}

    static String fingerprint(Class<?> type, @Nullable URL location) {
        try {
            Optional<Path> place = location == null ? Optional.empty() : path(location.toString());
            Digest digest = new Digest();
            if (place.isPresent() && Files.isDirectory(place.get())) {
                addDirectory(digest, place.get());
            } else if (place.isPresent() && Files.isRegularFile(place.get())) {
                try (InputStream jar = Files.newInputStream(place.get())) {
                    add(digest, jar);
                }
            } else {
                addClass(digest, type);
            }
            return digest.hex();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the code of " + type.getName() + " at " + location + ": " + e.getMessage() + ". Give"
                            + " its tasks a version of their own: @Task(version = \"1\").",
                    e);
        }
    }

    /** The file on this machine; the outer one of a jar inside a jar, written {@code jar:file:/a.jar!/b.jar}. */
    private static Optional<Path> path(String location) {
        String outer = location.startsWith("jar:") ? location.substring("jar:".length()) : location;
        if (outer.startsWith("nested:")) { // as Spring Boot writes it
            outer = "file:" + outer.substring("nested:".length());
        }
        int inside = outer.indexOf("/!");
        if (inside < 0) {
            inside = outer.indexOf("!/");
        }
        try {
            return Optional.of(Path.of(new URI(inside < 0 ? outer : outer.substring(0, inside))));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static void addDirectory(Digest digest, Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<String> names = files.stream()
                .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList();
        digest.count('d', names.size());
        for (String name : names) {
            digest.text(name);
            byte[] bytes = Files.readAllBytes(directory.resolve(name));
            digest.count('f', bytes.length);
            digest.bytes(bytes, bytes.length);
        }
    }

    private static void addClass(Digest digest, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        try (InputStream bytes = loader == null ? null : loader.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("there is no file " + file);
            }
            add(digest, bytes);
        }
    }

    private static void add(Digest digest, InputStream bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            digest.bytes(buffer, read);
        }
    }
}
