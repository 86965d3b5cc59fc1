package dev.reeve.simulation.teeth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** All of our classes once more, some of them compiled from changed sources. */
final class PatchedEngine extends ClassLoader {
    private final Map<String, byte[]> patched;

    private PatchedEngine(Map<String, byte[]> patched) {
        super(PatchedEngine.class.getClassLoader());
        this.patched = patched;
    }

    /** The engine as it is, so that what is found with a bug is known to come of the bug. */
    static PatchedEngine withoutBug() {
        return new PatchedEngine(Map.of());
    }

    /** The engine with that bug. */
    static PatchedEngine with(SeededBug bug) throws IOException {
        Map<Path, String> sources = new HashMap<>();
        for (SeededBug.Edit edit : bug.edits()) {
            Path file = Path.of("..").resolve(edit.file());
            String source = sources.containsKey(file) ? sources.get(file) : Files.readString(file);
            int place = source.indexOf(edit.before());
            if (place < 0 || source.indexOf(edit.before(), place + 1) >= 0) {
                throw new AssertionError("the bug " + bug + " does not fit " + edit.file()
                        + " any more, where this should stand once: " + edit.before()
                        + "\nThe source has changed: put the bug into it anew.");
            }
            sources.put(file, source.replace(edit.before(), edit.after()));
        }
        return new PatchedEngine(compiled(sources));
    }

    private static Map<String, byte[]> compiled(Map<Path, String> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        List<Source> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        try (var files = new InMemory(compiler.getStandardFileManager(found, null, null), classes)) {
            List<String> options =
                    List.of("--release", "21", "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            compiler.getTask(null, files, found, options, null, units).call();
        }
        found.getDiagnostics().stream()
                .filter(said -> said.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .ifPresent(error -> {
                    throw new AssertionError("a bug does not compile: " + error);
                });
        Map<String, byte[]> compiled = new HashMap<>();
        classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
        return compiled;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.reeve.") || name.startsWith("dev.reeve.simulation.teeth.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = patched.get(name);
        if (bytes == null) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass( // as if it stood where the other one does, for what reads the code of tasks
                name, bytes, 0, bytes.length, getParent().loadClass(name).getProtectionDomain());
    }

    /** The first seed of that many that goes wrong with it, and what does; empty if none does. */
    List<?> firstWrong(long seeds) throws ReflectiveOperationException {
        return (List<?>) loadClass("dev.reeve.simulation.Simulations")
                .getMethod("firstWrong", long.class, long.class)
                .invoke(null, 1L, seeds);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(file.toAbsolutePath().normalize().toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
