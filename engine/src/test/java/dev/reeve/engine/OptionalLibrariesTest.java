package dev.reeve.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.spi.ResultStore;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works where neither Jackson nor Fory is there, and so loads neither. */
final class OptionalLibrariesTest {
    @TempDir
    Path directory;

    private URLClassLoader alone;

    @BeforeEach
    void loadOnlyOurOwn() {
        URL engine = Serializers.class.getProtectionDomain().getCodeSource().getLocation();
        URL core = ResultStore.class.getProtectionDomain().getCodeSource().getLocation();
        alone = new URLClassLoader(new URL[] {engine, core}, ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws Exception {
        alone.close();
    }

    private Class<?> alone(Class<?> type) throws ClassNotFoundException {
        return alone.loadClass(type.getName());
    }

    @Test
    void storesOfBytesNeedNoLibrary() throws Exception {
        for (Object store : List.of(
                alone(ResultStores.class).getMethod("memory").invoke(null),
                alone(ResultStores.class).getMethod("files", Path.class).invoke(null, directory))) {
            Class<?> type = alone(ResultStore.class);
            type.getMethod("write", String.class, byte[].class).invoke(store, "a", new byte[] {1});
            assertThat((Optional<?>) type.getMethod("read", String.class).invoke(store, "a"))
                    .isPresent();
        }
    }

    @Test
    void fingerprintsNeedNoLibrary() throws Exception {
        Object fingerprint =
                alone(Fingerprints.class).getMethod("ofValue", Object.class).invoke(null, Map.of("a", 1));
        assertThat(fingerprint).isEqualTo(Fingerprints.ofValue(Map.of("a", 1)));
    }

    @Test
    void configurationWithoutAFileNeedsNoLibrary() throws Exception {
        Class<?> surroundings = alone(Surroundings.class);
        Object here = surroundings.getConstructors()[0].newInstance(directory, Map.of(), 2);
        Object configuration =
                alone(Configuration.class).getMethod("load", surroundings).invoke(null, here);
        assertThat((List<?>) configuration.getClass().getMethod("all").invoke(configuration))
                .isNotEmpty();
    }

    @Test
    void foryThatIsNotThereIsSaidToBeMissing() {
        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(() -> alone(Serializers.class)
                        .getMethod("fory", Class[].class)
                        .invoke(null, (Object) new Class<?>[] {String.class}))
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining("org.apache.fory:fory-core");
    }
}
