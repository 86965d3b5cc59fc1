package dev.reeve.engine.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.reeve.engine.store.Durable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read and write, where the file system knows such rights. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /**
     * Refuses a file that others than its owner may read or write.
     *
     * @throws IllegalStateException saying how to mend it
     */
    static void check(Path file) {
        if (!knowsRights()) {
            return;
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(rights)) {
                throw new IllegalStateException("the secrets in " + file + " are not read: others may see or change the"
                        + " file (" + PosixFilePermissions.toString(rights) + "). Run: chmod 600 " + file);
            }
            String owner = Files.getOwner(file).getName();
            String user = System.getProperty("user.name");
            if (!owner.equals(user) && !user.equals("root")) {
                throw new IllegalStateException("the secrets in " + file + " are not read: the file is " + owner
                        + "'s, and this process runs as " + user + ". Use a file of your own: setting secrets.file");
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the secrets in " + file + " are not read, as its rights cannot be seen: " + e);
        }
    }

    /** Writes a whole file or nothing; readable by its owner only at every moment. */
    static void write(Path file, String text) throws IOException {
        Path place = file.toAbsolutePath();
        Path directory = place.getParent();
        Durable.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, place.getFileName().toString(), ".unfinished", rights());
        try {
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(text.getBytes(UTF_8));
                out.getFD().sync();
            }
            Files.move(unfinished, place, ATOMIC_MOVE);
            Durable.forceDirectory(directory);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** A file beside it for locks, made if need be. */
    static Path lock(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        Durable.createDirectories(place.getParent());
        Path lock = place.resolveSibling(place.getFileName() + ".lock");
        if (!Files.exists(lock)) {
            try {
                Files.createFile(lock, rights());
            } catch (FileAlreadyExistsException faster) { // another process was
                return lock;
            }
        }
        return lock;
    }

    private static boolean knowsRights() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] rights() {
        return knowsRights()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
