package dev.reeve.tasks.aws;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A directory of this machine as the place of an upload. */
final class FileUpload {
    private static final String A_DIRECTORY = "is a directory";

    /** What the system says of problems that stay; of others, such as a full disk, another try may be worth it. */
    private static final Set<String> LASTING =
            Set.of(A_DIRECTORY, "Is a directory", "Read-only file system", "File name too long", "Filename too long");

    private FileUpload() {}

    /**
     * The directory that a {@code file:} URI or a URI without a scheme names. Relative ones are below the working
     * directory, {@code ~} and {@code ~/...} below the home directory, as in a shell.
     *
     * @throws IllegalArgumentException if it names none
     */
    static Path directory(URI uri) {
        if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("The directory " + Redacted.text(uri)
                    + " goes on after a ? or #. If that is part of its name, write %3F or %23.");
        }
        String host = uri.getRawAuthority();
        if (host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
            throw new IllegalArgumentException("The directory " + Redacted.text(uri) + " is on the machine \""
                    + Redacted.text(URI.create("//" + host)).substring(2)
                    + "\". Write file:DIR or file:///DIR for one of this machine.");
        }
        String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
        if (path.isBlank() || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The directory is empty. Write file:DIR, such as file:out.");
        }
        if (path.equals("~") || path.startsWith("~/")) {
            return path(
                    Path.of(System.getProperty("user.home", ".")),
                    path.substring(1).replaceFirst("^/+", ""));
        }
        if (path.startsWith("~")) {
            throw new IllegalArgumentException("The directory \"" + path + "\" is another user's home, which only a"
                    + " shell knows. Write its path; write ./" + path + " if it is a directory of that name.");
        }
        // file:///C:/x has the path /C:/x. Not Path.of(URI), which refuses what is not ASCII.
        boolean drive = File.separatorChar == '\\' && path.matches("/[A-Za-z]:.*");
        return path(Path.of(""), drive ? path.substring(1) : path);
    }

    /**
     * Puts a file into a directory, in place of what is there: a reader sees the whole of the old or of the new one.
     * Makes the directory. On disk when it returns.
     *
     * @return the file
     * @throws UnavailableException if another try may help
     */
    static Path write(Path directory, String name, byte[] bytes) throws IOException {
        Path file = path(directory, RelativeName.checked("file name", name));
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            Files.createDirectories(folder);
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, A_DIRECTORY);
            }
            // A name of its own and not Files.createTempFile, whose files nobody else may read. The same directory,
            // because only there is a rename atomic.
            Path unfinished = folder.resolve(".reeve-" + UUID.randomUUID() + ".tmp");
            try {
                writeForced(unfinished, bytes);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            forceDirectory(folder);
            return file;
        } catch (IOException e) {
            String text = "Failed writing " + file.toAbsolutePath().normalize() + " (" + bytes.length + " bytes): "
                    + why(e, folder) + ".";
            throw isLasting(e, folder) ? new IOException(text, e) : new UnavailableException(text, e);
        }
    }

    /** Whether it would fail in the same way once more, until somebody changes something. */
    static boolean isLasting(IOException e, Path folder) {
        return e instanceof ClosedByInterruptException
                || e instanceof FileAlreadyExistsException
                || e instanceof AccessDeniedException
                || e instanceof NoSuchFileException
                || fileAbove(folder) != null
                || (e instanceof FileSystemException problem && LASTING.contains(String.valueOf(problem.getReason())));
    }

    /** The file that lies where a directory should; null if none does. */
    private static @Nullable Path fileAbove(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return Files.isDirectory(path) ? null : path;
            }
        }
        return null;
    }

    /** The path below a directory, or the path itself if it is absolute. */
    static Path path(Path directory, String path) {
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "This system has no file of the name \"" + path + "\": " + e.getReason()
                            + ". Use another name; if it only has letters outside ASCII, set LC_ALL=C.UTF-8.",
                    e);
        }
    }

    private static void writeForced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void forceDirectory(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) { // Windows cannot open directories
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String why(IOException e, Path folder) {
        if (e instanceof ClosedByInterruptException) {
            return "it was interrupted. What was there before is still there";
        }
        Path taken = fileAbove(folder);
        if (taken != null) {
            return taken + " is a file and not a directory. Remove it or name another directory";
        }
        if (e instanceof AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied. Let this user write there or name another directory";
        }
        if (e instanceof NoSuchFileException nowhere) { // although it was to be made: /proc and the like
            return "no directory can be made at " + nowhere.getFile() + ". Name another directory";
        }
        if (e instanceof FileSystemException problem) {
            String reason = problem.getReason();
            // The JDK gives no reason where the kind of the exception says it, such as NoSuchFileException.
            return problem.getFile() + ": "
                    + (reason != null ? reason : e.getClass().getSimpleName());
        }
        return e.toString();
    }
}
