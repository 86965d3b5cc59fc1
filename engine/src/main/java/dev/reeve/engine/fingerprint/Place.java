package dev.reeve.engine.fingerprint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * A jar or a class directory, as it was when it was first looked at. Later, files of a directory that was built anew in
 * the meantime are refused, and so is such a jar: the program runs what was there before.
 */
sealed interface Place {
    /** The names of its files, with slashes; those that this JDK uses, where a jar has several. */
    Set<String> names();

    /** Opens it. */
    Opened open() throws IOException;

    /** An open place. */
    interface Opened extends Closeable {
        /** What is in the file of that name. */
        byte[] read(String name) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Something that is not any more what it was. */
    final class ChangedException extends IOException {
        ChangedException(Path file) {
            super(file + " was changed while the program runs");
        }
    }

    /** What tells a file from a later one of the same name. */
    record Stamp(long size, FileTime time) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }

        static Stamp of(Path file) throws IOException {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        }
    }

    /** A class directory. */
    record Directory(Path root, Map<String, Stamp> stamps) implements Place {
        static Directory of(Path root) throws IOException {
            Map<String, Stamp> stamps = new HashMap<>();
            Files.walkFileTree(
                    root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            stamps.put(root.relativize(file).toString().replace('\\', '/'), Stamp.of(attributes));
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return new Directory(root, stamps);
        }

        @Override
        public Set<String> names() {
            return stamps.keySet();
        }

        @Override
        public Opened open() {
            return new Opened() {
                @Override
                public byte[] read(String name) throws IOException {
                    Path file = root.resolve(name);
                    byte[] bytes = Files.readAllBytes(file);
                    if (!Stamp.of(file).equals(stamps.get(name))) {
                        throw new ChangedException(file);
                    }
                    return bytes;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** A jar. */
    record Jar(Path file, Stamp stamp, Set<String> names) implements Place {
        static Jar of(Path file) throws IOException {
            Stamp stamp = Stamp.of(file);
            Set<String> names = new TreeSet<>();
            try (JarFile jar = opened(file)) {
                jar.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> names.add(entry.getName()));
                if (jar.isMultiRelease()) { // which may have some for newer JDKs only
                    jar.versionedStream()
                            .filter(entry -> !entry.isDirectory())
                            .forEach(entry -> names.add(entry.getName()));
                }
            }
            return new Jar(file, stamp, names);
        }

        private static JarFile opened(Path file) throws IOException {
            return new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
        }

        @Override
        public Opened open() throws IOException {
            JarFile jar = opened(file);
            if (!Stamp.of(file).equals(stamp)) {
                jar.close();
                throw new ChangedException(file);
            }
            return new Opened() {
                @Override
                public byte[] read(String name) throws IOException {
                    JarEntry entry = jar.getJarEntry(name); // of a jar for several JDKs, that of this one
                    if (entry == null) {
                        throw new IOException(file + " has no " + name);
                    }
                    try (InputStream in = jar.getInputStream(entry)) {
                        return in.readAllBytes();
                    }
                }

                @Override
                public void close() throws IOException {
                    jar.close();
                }
            };
        }
    }
}
