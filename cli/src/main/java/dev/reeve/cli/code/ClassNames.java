package dev.reeve.cli.code;

import dev.reeve.cli.terminal.MistakeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The names of classes that may have a method without arguments that returns a flow. Looks only for the bytes of such
 * a method's descriptor, so that of a large jar few classes are loaded, and none that are not needed.
 */
final class ClassNames {
    private static final String CLASS = ".class";
    private static final byte[][] DESCRIPTORS = {
        "()Ldev/reeve/Flow;".getBytes(StandardCharsets.US_ASCII),
        "()Ldev/reeve/ResultFlow;".getBytes(StandardCharsets.US_ASCII)
    };

    private ClassNames() {}

    /** Sorted by name. */
    static List<String> in(List<Path> roots) {
        List<String> names = new ArrayList<>();
        for (Path root : roots) {
            try {
                if (Files.isDirectory(root)) {
                    addDirectory(root, names);
                } else {
                    addJar(root, names);
                }
            } catch (IOException e) {
                throw unreadable(root, e);
            } catch (UncheckedIOException e) { // by a walk, below the directory
                throw unreadable(root, e.getCause() == null ? new IOException(e) : e.getCause());
            }
        }
        return names.stream().distinct().sorted().toList();
    }

    private static MistakeException unreadable(Path root, IOException e) {
        String why = e instanceof AccessDeniedException denied
                ? "access to " + denied.getFile() + " is denied"
                : String.valueOf(e.getMessage());
        return new MistakeException(root + " cannot be read as a jar or a directory of classes: " + why + ".", e);
    }

    private static void addDirectory(Path root, List<String> names) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(CLASS) && Files.isRegularFile(file))
                    .toList();
        }
        for (Path file : files) {
            if (mayHaveFlow(Files.readAllBytes(file))) {
                names.add(name(root.relativize(file).toString().replace('\\', '/')));
            }
        }
    }

    private static void addJar(Path root, List<String> names) throws IOException {
        try (JarFile jar = new JarFile(root.toFile())) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.getName().endsWith(CLASS) || entry.getName().startsWith("META-INF/")) {
                    continue;
                }
                try (InputStream bytes = jar.getInputStream(entry)) {
                    if (mayHaveFlow(bytes.readAllBytes())) {
                        names.add(name(entry.getName()));
                    }
                }
            }
        }
    }

    private static String name(String file) {
        return file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    }

    private static boolean mayHaveFlow(byte[] bytes) {
        for (byte[] descriptor : DESCRIPTORS) {
            if (contains(bytes, descriptor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
