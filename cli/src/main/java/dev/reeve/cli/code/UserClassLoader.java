package dev.reeve.cli.code;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads a user's classes, with the versions of libraries that they came with. What flows and this process hand to each
 * other is this process's: Reeve itself, SLF4J, and Jackson, whose annotations the engine reads. Where a user's code
 * does not bring a class, this process's will do.
 */
final class UserClassLoader extends URLClassLoader {
    private static final String[] SHARED = {
        "dev.reeve.",
        "org.slf4j.",
        "ch.qos.logback.",
        "org.jspecify.",
        "tools.jackson.",
        "com.fasterxml.jackson.annotation.",
        "org.apache.fory."
    };

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    UserClassLoader(URL[] path, ClassLoader host) {
        super("user", path, host);
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isShared(name) ? super.loadClass(name, false) : own(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException notOfTheUser) {
                return host.loadClass(name);
            }
        }
    }

    private static boolean isShared(String name) {
        for (String prefix : SHARED) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** A user's resource wins over one of the same name in this process. */
    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }
}
