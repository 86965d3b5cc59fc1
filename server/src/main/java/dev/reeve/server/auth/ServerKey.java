package dev.reeve.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * 256 random bits that never enter the database, so that who has a copy of it still opens nothing. Servers on one
 * database share it: a file that only its owner may read. Behind it may stand older ones, each on a line of its own, while
 * what they sealed is sealed anew. Immutable.
 */
public final class ServerKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 6;

    private final byte[] key;
    private final List<ServerKey> older;

    private ServerKey(byte[] key, List<ServerKey> older) {
        this.key = key;
        this.older = List.copyOf(older);
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
            List<ServerKey> keys = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                byte[] key = Base64.getDecoder().decode(line.strip());
                if (key.length == BYTES) {
                    keys.add(new ServerKey(key, List.of()));
                }
            }
            if (!keys.isEmpty()) {
                return new ServerKey(keys.getFirst().key, keys.subList(1, keys.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server's key in " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException(
                file + " holds no key of a server. Put the right one back; without it keys of "
                        + "runs under way and sessions end, secrets and hooks are lost, and after it is deleted a new one is made.");
    }

    private static void create(Path file) throws IOException {
        Path fresh = written(file, List.of(Secrets.nextBytes(BYTES)));
        try {
            Files.createLink(file, fresh); // unlike a move this never replaces another server's
        } catch (FileAlreadyExistsException e) {
            // another server was first, and its key is as good
        } finally {
            Files.delete(fresh);
        }
    }

    private static Path written(Path file, List<byte[]> keys) throws IOException {
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "server",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder lines = new StringBuilder();
        keys.forEach(
                key -> lines.append(Base64.getEncoder().encodeToString(key)).append('\n'));
        Files.writeString(fresh, lines, StandardOpenOption.SYNC);
        return fresh;
    }

    /** A new key, with this one and those before it behind; it is in the file when this returns. */
    public ServerKey renewed(Path file) {
        List<ServerKey> behind = new ArrayList<>();
        behind.add(new ServerKey(key, List.of()));
        behind.addAll(older);
        ServerKey fresh = new ServerKey(Secrets.nextBytes(BYTES), behind);
        fresh.keep(file);
        return fresh;
    }

    /** This key without those before it; so it is in the file when this returns. */
    public ServerKey alone(Path file) {
        ServerKey alone = new ServerKey(key, List.of());
        alone.keep(file);
        return alone;
    }

    private void keep(Path file) {
        List<byte[]> keys = new ArrayList<>();
        keys.add(key);
        older.forEach(each -> keys.add(each.key));
        try {
            Path fresh = written(file, keys);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The server's key in " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Those that came before, the newest first. */
    public List<ServerKey> older() {
        return older;
    }

    /** Names it, and says nothing of it. */
    public String id() {
        return HexFormat.of().formatHex(Arrays.copyOf(hkdf("name of the key"), ID_BYTES));
    }

    /** What tells it from others and tells nothing of it. */
    public String mark() {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(derived("mark"), 9));
    }

    /** A key for one purpose. */
    byte[] derived(String purpose) {
        return Secrets.mac(key, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** 256 bits for one purpose, by HKDF (RFC 5869) with SHA-256. */
    public byte[] hkdf(String purpose) {
        byte[] extracted = Secrets.mac("reeve server key".getBytes(StandardCharsets.UTF_8), key);
        byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Secrets.mac(extracted, block);
    }
}
