package dev.reeve.cli.code;

import dev.reeve.cli.terminal.MistakeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a user's classes are.
 *
 * @param roots jars and directories to look for flows in
 * @param all those and what they need, in the order in which classes are looked for
 * @param className the one class that was named; empty for all in the roots
 */
record CodePath(List<Path> roots, List<Path> all, String className) {
    /**
     * What is meant by {@code JAR|CLASS}.
     *
     * @param classPath what {@code --cp} says, empty for nothing
     * @param directory where relative paths start
     */
    static CodePath of(String location, String classPath, Path directory) {
        if (location.isBlank()) { // a shell's variable that is not set
            throw new MistakeException("The place of the flow is empty. Name a jar, a directory of classes, or a class"
                    + " together with --cp.");
        }
        List<Path> given = entries(classPath, directory);
        if (location.contains(File.pathSeparator)) {
            return paths(entries(location, directory), given);
        }
        Path path = resolve(location, directory);
        if (Files.isDirectory(path)) {
            return paths(List.of(classes(path)), given);
        }
        if (Files.isRegularFile(path)) {
            return paths(List.of(path), given);
        }
        if (!isClassName(location)) {
            throw new MistakeException("There is no file or directory " + path
                    + ". Name a jar, a directory of classes, or a class together with --cp; \"mvn package\" builds a"
                    + " project's jar into its directory target.");
        }
        List<Path> roots = given.isEmpty() ? List.of(classes(directory)) : given;
        return new CodePath(roots, withLibraries(roots), location);
    }

    private static CodePath paths(List<Path> roots, List<Path> given) {
        Set<Path> all = new LinkedHashSet<>(withLibraries(roots));
        all.addAll(given);
        return new CodePath(roots, List.copyOf(all), "");
    }

    private static boolean isClassName(String text) {
        return text.matches("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*") && !text.endsWith(".jar");
    }

    /** A Maven project stands for the classes that it was compiled to. */
    private static Path classes(Path directory) {
        Path compiled = directory.resolve("target").resolve("classes");
        if (!Files.isRegularFile(directory.resolve("pom.xml"))) {
            return directory;
        }
        if (!Files.isDirectory(compiled)) {
            throw new MistakeException(
                    directory + " is a Maven project that is not built yet. Build it first: mvn package");
        }
        return compiled;
    }

    private static List<Path> entries(String classPath, Path directory) {
        List<Path> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue;
            }
            if (entry.endsWith("/*") || entry.equals("*")) {
                entries.addAll(jars(resolve(entry.substring(0, entry.length() - 1), directory)));
                continue;
            }
            Path path = resolve(entry, directory);
            if (!Files.exists(path)) {
                throw new MistakeException("There is no file or directory " + path + ", which the class path names.");
            }
            entries.add(path);
        }
        return entries;
    }

    private static Path resolve(String text, Path directory) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new MistakeException("\"" + text + "\" is no path: " + e.getReason() + ".", e);
        }
    }

    /** With the jars in the directories {@code lib} and {@code dependency} beside each. */
    private static List<Path> withLibraries(List<Path> roots) {
        Set<Path> all = new LinkedHashSet<>(roots);
        for (Path root : roots) {
            for (String beside : List.of("lib", "dependency")) {
                Path libraries = root.resolveSibling(beside);
                if (Files.isDirectory(libraries)) {
                    all.addAll(jars(libraries));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<Path> jars(Path directory) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException e) {
            throw new MistakeException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
        jars.sort(null);
        return jars;
    }
}
