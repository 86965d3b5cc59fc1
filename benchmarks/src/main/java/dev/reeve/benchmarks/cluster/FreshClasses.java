package dev.reeve.benchmarks.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a class of this program, and those within it, once more: as a new version of a flow is another class. A version is the
 * same code with another number where it has {@link #VERSION}.
 */
final class FreshClasses extends ClassLoader {
    /** What a class has that has versions: no number that it has for another reason, and too large to stand in code. */
    static final int VERSION = 0x5EED_0000;

    /** How class files begin to tell of a number. */
    private static final byte INTEGER = 3;

    private final String name;
    private final int version;

    /** The same version. */
    FreshClasses(Class<?> of) {
        this(of, VERSION);
    }

    FreshClasses(Class<?> of, int version) {
        super(of.getClassLoader());
        this.name = of.getName();
        this.version = version;
    }

    @Override
    protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
        if (!wanted.equals(name) && !wanted.startsWith(name + "$")) {
            return super.loadClass(wanted, resolve);
        }
        synchronized (getClassLoadingLock(wanted)) {
            Class<?> there = findLoadedClass(wanted);
            return there == null ? defined(wanted) : there;
        }
    }

    private Class<?> defined(String wanted) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(wanted.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(wanted);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(wanted, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its own classes, as it defines them: workers are sent these files. */
    @Override
    public @Nullable InputStream getResourceAsStream(String path) {
        InputStream file = super.getResourceAsStream(path);
        if (file == null || !path.startsWith(name.replace('.', '/'))) {
            return file;
        }
        try (file) {
            return new ByteArrayInputStream(versioned(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] versioned(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        for (int at = 0; at + Integer.BYTES < bytes.length; at++) {
            if (bytes[at] == INTEGER && file.getInt(at + 1) == VERSION) {
                file.putInt(at + 1, version);
            }
        }
        return bytes;
    }
}
