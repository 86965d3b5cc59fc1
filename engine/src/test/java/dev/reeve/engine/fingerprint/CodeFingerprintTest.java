package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeFingerprintTest {
    private static final String FILE = CodeFingerprintTest.class.getName().replace('.', '/') + ".class";

    @TempDir
    Path directory;

    private static byte[] code() throws IOException {
        try (InputStream file = CodeFingerprintTest.class.getClassLoader().getResourceAsStream(FILE)) {
            return file.readAllBytes();
        }
    }

    private Path classes(String name, String resource) throws IOException {
        Path classes = directory.resolve(name);
        Files.createDirectories(classes.resolve(FILE).getParent());
        Files.write(classes.resolve(FILE), code());
        Files.writeString(classes.resolve("resource.txt"), resource);
        return classes;
    }

    private Path jar(String name, String resource) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String entry : new String[] {FILE, "resource.txt"}) {
                JarEntry header = new JarEntry(entry);
                header.setTime(0);
                out.putNextEntry(header);
                out.write(entry.equals(FILE) ? code() : resource.getBytes());
                out.closeEntry();
            }
        }
        return jar;
    }

    /** The class as a new class loader finds it there. */
    private static String fingerprint(Path place) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            return CodeFingerprint.of(loader.loadClass(CodeFingerprintTest.class.getName()));
        }
    }

    @Test
    void classesOfOnePlaceHaveOneFingerprint() {
        assertThat(CodeFingerprint.of(CodeFingerprintTest.class))
                .matches("[0-9a-f]{64}")
                .isEqualTo(CodeFingerprint.of(FingerprintsTest.class))
                .isNotEqualTo(CodeFingerprint.of(CodeFingerprint.class))
                .isNotEqualTo(CodeFingerprint.of(Test.class));
    }

    @Test
    void anyChangedFileOfADirectoryChangesIt() throws Exception {
        String original = fingerprint(classes("a", "x"));
        assertThat(fingerprint(classes("b", "x"))).isEqualTo(original);
        assertThat(fingerprint(classes("c", "y"))).isNotEqualTo(original);
        Path renamed = classes("d", "x");
        Files.move(renamed.resolve("resource.txt"), renamed.resolve("other.txt"));
        assertThat(fingerprint(renamed)).isNotEqualTo(original);
    }

    @Test
    void anyChangedByteOfAJarChangesIt() throws Exception {
        String original = fingerprint(jar("a b.jar", "x"));
        assertThat(fingerprint(jar("b.jar", "x"))).isEqualTo(original);
        assertThat(fingerprint(jar("c.jar", "y"))).isNotEqualTo(original);
    }

    @Test
    void newLoaderSeesTheNewCodeAtTheSamePlace() throws Exception {
        String original = fingerprint(jar("a.jar", "x"));
        assertThat(fingerprint(jar("a.jar", "y"))).isNotEqualTo(original);
    }

    @Test
    void classOfTheJdkIsKnownByTheVersion() {
        assertThat(CodeFingerprint.of(String.class)).isEqualTo("java:" + Runtime.version());
        assertThat(CodeFingerprint.of(java.sql.Date.class)).isEqualTo("java:" + Runtime.version());
    }

    @Test
    void lambdaIsKnownByTheCodeItStandsIn() {
        Runnable lambda = () -> {};
        assertThat(CodeFingerprint.of(lambda.getClass())).isEqualTo(CodeFingerprint.of(CodeFingerprintTest.class));
    }

    @Test
    void codeWithoutAFileAsksForAVersion() throws Exception {
        ClassLoader inMemory = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                try {
                    byte[] code = code();
                    return defineClass(name, code, 0, code.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Class<?> type = inMemory.loadClass(CodeFingerprintTest.class.getName());
        assertThatIllegalStateException()
                .isThrownBy(() -> CodeFingerprint.of(type))
                .withMessageContainingAll(CodeFingerprintTest.class.getName(), "@Task(version");
    }
}
