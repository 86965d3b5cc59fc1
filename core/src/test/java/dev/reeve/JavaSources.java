package dev.reeve;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Java sources that are compiled while a test runs, all at once, against the classes of this module. */
public final class JavaSources {
    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> options = new ArrayList<>(List.of("--release", "21", "-proc:none"));
    private final List<Path> classPath = new ArrayList<>();

    /** What javac says about a place. */
    public record Message(String source, long line, String text) {}

    /** What came out: no errors, or no classes. */
    public record Result(Path classes, List<Message> errors) {
        /** Loads the classes; fails if there are none. */
        public URLClassLoader load() {
            if (!errors.isEmpty()) {
                throw new AssertionError("does not compile: " + errors);
            }
            try {
                return new URLClassLoader(new URL[] {classes.toUri().toURL()}, JavaSources.class.getClassLoader());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Adds the source of a class without a package. */
    public JavaSources add(String className, String source) {
        sources.put(className, source);
        return this;
    }

    /** Adds options of javac. */
    public JavaSources options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Adds classes that the sources need. */
    public JavaSources against(Path classes) {
        classPath.add(classes);
        return this;
    }

    /** Compiles into that directory. */
    public Result compileTo(Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> arguments = new ArrayList<>(options);
        Stream.of(Flow.class, Logger.class, Nullable.class)
                .map(JavaSources::home)
                .forEach(classPath::add);
        arguments.addAll(List.of(
                "-Xmaxerrs",
                "10000",
                "-d",
                directory.toString(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator))));
        List<Text> units = sources.entrySet().stream()
                .map(entry -> new Text(entry.getKey(), entry.getValue()))
                .toList();
        try (var files = compiler.getStandardFileManager(found, Locale.ENGLISH, null)) {
            compiler.getTask(new StringWriter(), files, found, arguments, null, units)
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(
                directory,
                found.getDiagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .map(JavaSources::message)
                        .toList());
    }

    private static Message message(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String name = source == null ? "" : source.getName().replaceAll("^/|\\.java$", "");
        return new Message(name, diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ENGLISH));
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String className, String source) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
