package dev.reeve.benchmarks.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Makes a class of this program, and those within it, once more: as a new version of a flow is another class. */
final class FreshClasses extends ClassLoader {
    private final String name;

    FreshClasses(Class<?> of) {
        super(of.getClassLoader());
        this.name = of.getName();
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
}
