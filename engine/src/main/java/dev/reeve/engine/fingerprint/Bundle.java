package dev.reeve.engine.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files that a class came with. Thread-safe. */
final class Bundle {
    private final String type;
    private final WeakReference<ClassLoader> loader;
    private final @Nullable URL location;
    private final Map<Reach.Root, Reach.Reached> reached = new HashMap<>();
    private @Nullable String whole;
    private @Nullable String beside;
    private @Nullable Place known;
    private @Nullable Classes classes;

    /** Of a class of that name, which was loaded from there. */
    Bundle(String type, ClassLoader loader, @Nullable URL location) {
        this.type = type;
        this.loader = new WeakReference<>(loader); // which is the key that this is kept under
        this.location = location;
    }

    /**
     * The hash of all its files.
     *
     * @throws IllegalStateException if they cannot be read
     */
    synchronized String whole() {
        if (whole == null) {
            whole = hash(name -> true);
        }
        return whole;
    }

    /** All code here that some of it may come to. */
    synchronized Reach.Reached reach(Reach.Root root) {
        Reach.Reached known = reached.get(root);
        if (known != null) {
            return known;
        }
        try {
            Reach.Reached found = looked(root);
            reached.put(root, found);
            return found;
        } catch (IOException e) { // an interrupt, say: it may be read another time
            return Reach.Reached.blind("cannot be looked into: " + e.getMessage());
        }
    }

    private Reach.Reached looked(Reach.Root root) throws IOException {
        try {
            Place place = place();
            if (place == null) {
                return Reach.Reached.blind("is in a place that cannot be looked into");
            }
            if (classes == null) {
                classes = new Classes(place);
            }
            return Reach.of(classes, root);
        } catch (Place.ChangedException e) {
            return Reach.Reached.blind("was built anew while the program runs");
        } catch (RuntimeException | LinkageError e) { // of a later JDK than is known here, say
            return Reach.Reached.blind("cannot be looked into: " + e.getMessage());
        }
    }

    /**
     * The hash of the files in it that are no classes, but for what describes a jar to tools.
     *
     * @throws IllegalStateException if they cannot be read
     */
    synchronized String beside() {
        if (beside == null) {
            beside = hash(name -> !name.endsWith(".class") && !describesTheJar(name));
        }
        return beside;
    }

    private String hash(Predicate<String> wanted) {
        try {
            Place place = place();
            Digest digest = new Digest();
            if (place != null) {
                Collection<String> names = new TreeSet<>(place.names());
                names.removeIf(wanted.negate());
                add(digest, place, names);
            } else {
                addUnknown(digest);
            }
            return digest.hex();
        } catch (Place.ChangedException e) {
            return "changed " + UUID.randomUUID(); // nobody can tell any more, so it equals nothing
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the code of " + type + " at " + location + ": " + e.getMessage()
                            + ". Give its tasks a version of their own: @Task(version = \"1\").",
                    e);
        }
    }

    private static boolean describesTheJar(String name) {
        return name.equals("META-INF/MANIFEST.MF")
                || name.startsWith("META-INF/maven/")
                || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC|LIST)");
    }

    private @Nullable Place place() throws IOException {
        if (known == null) {
            Path path = location == null ? null : plainPath(location);
            if (path != null && Files.isDirectory(path)) {
                known = Place.Directory.of(path);
            } else if (path != null && Files.isRegularFile(path)) {
                known = Place.Jar.of(path);
            }
        }
        return known;
    }

    private static @Nullable Path plainPath(URL location) {
        if (!location.getProtocol().equals("file")) {
            return null;
        }
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Path.of(location.getPath()); // with a space in it, say
        }
    }

    /** The file on this machine; the outer one of a jar inside a jar, written {@code jar:file:/a.jar!/b.jar}. */
    private static Optional<Path> outerFile(String location) {
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

    /** By their content, so that a jar that was built anew from the same is the same. */
    private static void add(Digest digest, Place place, Collection<String> names) throws IOException {
        try (Place.Opened opened = place.open()) {
            digest.count('d', names.size());
            for (String name : names) {
                digest.text(name);
                byte[] bytes = opened.read(name);
                digest.count('f', bytes.length);
                digest.bytes(bytes, bytes.length);
            }
        }
    }

    private void addUnknown(Digest digest) throws IOException {
        Optional<Path> outer = location == null ? Optional.empty() : outerFile(location.toString());
        if (outer.isPresent() && Files.isRegularFile(outer.get())) {
            try (InputStream file = Files.newInputStream(outer.get())) {
                add(digest, file);
            }
        } else {
            addClass(digest);
        }
    }

    private void addClass(Digest digest) throws IOException {
        String file = type.replace('.', '/') + ".class";
        ClassLoader known = loader.get();
        try (InputStream bytes = known == null ? null : known.getResourceAsStream(file)) {
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
