package dev.reeve.server;

import dev.reeve.server.auth.ServerKey;
import dev.reeve.server.database.Database;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.SealedRows;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives a server that does not run a new key, and seals anew with it what the old one sealed. If it breaks off, both keys
 * are in the file, and the next start of the server, or of this, goes on.
 *
 * @param keyId names the new key
 * @param resealed how many texts were sealed anew
 * @param forgotten what no key opened that is there, and was deleted
 */
public record KeyRotation(String keyId, int resealed, List<String> forgotten) {
    public KeyRotation {
        forgotten = List.copyOf(forgotten);
    }

    /**
     * Does it.
     *
     * @param forgetLost deletes what was sealed with a key that is lost; else that is refused
     * @throws AlreadyRunningException if a server runs on the directory
     * @throws IllegalStateException if something cannot be opened; names it
     * @throws UncheckedIOException if the key's file cannot be written
     */
    public static KeyRotation of(ServerOptions options, boolean forgetLost) {
        try (ServerDirectory directory = ServerDirectory.hold(options.directory());
                Database database = ReeveServer.database(options)) {
            SealedRows rows = new SealedRows(database.jdbi());
            Path file = directory.file("server.key");
            ServerKey known = ServerKey.in(file);
            List<String> forgotten = forgetLost ? rows.forgetLost(new Seal(known)) : List.of();
            rows.settle(new Seal(known), file.toString());
            ServerKey fresh = known.renewed(file);
            int resealed = rows.reseal(new Seal(fresh));
            return new KeyRotation(fresh.alone(file).id(), resealed, forgotten);
        }
    }
}
