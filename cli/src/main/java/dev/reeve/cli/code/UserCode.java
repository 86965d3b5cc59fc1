package dev.reeve.cli.code;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.spi.CodeLocation;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Code that a user named. While it is open it is the context of the thread that opened it, and of threads that are
 * started from there. Not thread-safe.
 */
public final class UserCode implements AutoCloseable {
    private final CodePath path;
    private final String where;
    private final UserClassLoader loader;
    private final ClassLoader before;

    private UserCode(CodePath path, String where, UserClassLoader loader, ClassLoader before) {
        this.path = path;
        this.where = where;
        this.loader = loader;
        this.before = before;
    }

    /**
     * Opens it. Nothing of it is run yet.
     *
     * @param location a jar, a directory of classes or of a Maven project, a class path, or a class's full name
     * @param classPath more jars and directories, empty for none; where a class is named, those that it is looked for in
     * @param directory where relative paths start
     * @throws MistakeException if there is no such code
     */
    public static UserCode open(String location, String classPath, Path directory) {
        CodePath path = CodePath.of(location, classPath, directory);
        URL[] urls = path.all().stream().map(UserCode::url).toArray(URL[]::new);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        UserClassLoader loader = new UserClassLoader(urls, UserCode.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        boolean dots = location.matches("[./]+"); // "there is no flow in .." would be no sentence
        String where = dots ? String.valueOf(path.roots().getFirst()) : location;
        return new UserCode(path, where, loader, before);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every path is a URL", e);
        }
    }

    /**
     * The flow that is meant. Runs the user's code that defines it.
     *
     * @param wanted its name, or its method as {@code Class.method}; empty if there is but one
     * @throws MistakeException if there is none, or several and none is wanted, or it cannot be defined
     */
    public FoundFlow flow(String wanted) {
        return FlowChoice.of(FlowMethods.in(classNames(), loader), wanted, where);
    }

    /**
     * All flows. Runs the user's code that defines them.
     *
     * @param refused told why a flow could not be defined
     * @throws MistakeException if no method gives a flow
     */
    public List<FoundFlow> flows(Consumer<String> refused) {
        return FlowChoice.all(FlowMethods.in(classNames(), loader), where, refused);
    }

    /** The flow of that name or method, if there is one; as {@link #flow} else. */
    Optional<FoundFlow> find(String wanted) {
        return FlowChoice.find(FlowMethods.in(classNames(), loader), wanted, where);
    }

    /** Makes it the context of this thread. */
    void enter() {
        Thread.currentThread().setContextClassLoader(loader);
    }

    ClassLoader loader() {
        return loader;
    }

    /** As the user named it. */
    String where() {
        return where;
    }

    /** Where it is, for the record of a run: another process finds the flow there again. */
    public CodeLocation location(FoundFlow flow) {
        return new CodeLocation(
                path.all().stream()
                        .map(entry -> entry.toAbsolutePath().normalize().toString())
                        .toList(),
                flow.method());
    }

    private List<String> classNames() {
        if (path.className().isEmpty()) {
            return ClassNames.in(path.roots());
        }
        String name = path.className();
        try {
            Class.forName(name, false, loader);
            return List.of(name);
        } catch (ClassNotFoundException e) {
            throw new MistakeException(
                    "There is no class " + name + " in "
                            + String.join(
                                    ", ",
                                    path.roots().stream().map(Path::toString).toList())
                            + ". Write its package too, and name its jars and directories with --cp.",
                    e);
        } catch (LinkageError e) {
            throw new MistakeException(Linkage.words("The class " + name, e), e);
        }
    }

    /** Closes the files. Classes that were not loaded until now cannot be loaded any more. */
    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new IllegalStateException("the jars of " + where + " cannot be closed", e);
        }
    }
}
