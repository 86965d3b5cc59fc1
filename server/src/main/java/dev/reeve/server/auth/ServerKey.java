package dev.reeve.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;

/**
 * 256 random bits that never enter the database, so that who has a copy of it still opens nothing. Servers on one
 * database share it: a file that only its owner may read. Immutable.
 */
public final class ServerKey {
    private static final int BYTES = 32;

    private final byte[] key;

    private ServerKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key in that file, which is made if it is not there.
     *
     * @throws IllegalStateException if there is something else in the file
     * @throws UncheckedIOException if it can be neither read nor written
     */
    public static ServerKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == BYTES) {
                return new ServerKey(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server's key in " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException(file + " holds no key of a server. Put the right one back; without it keys of "
                + "runs under way and sessions end, and after it is deleted a new one is made.");
    }

    private static void create(Path file) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "server",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    fresh,
                    Base64.getEncoder().encodeToString(Secrets.nextBytes(BYTES)) + "\n",
                    StandardOpenOption.SYNC);
            Files.createLink(file, fresh); // unlike a move this never replaces another server's
        } catch (FileAlreadyExistsException e) {
            // another server was first, and its key is as good
        } finally {
            Files.delete(fresh);
        }
    }

    /** What tells it from others and tells nothing of it. */
    public String mark() {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(derived("mark"), 9));
    }

    /** A key for one purpose. */
    byte[] derived(String purpose) {
        return Secrets.mac(key, purpose.getBytes(StandardCharsets.UTF_8));
    }
}
