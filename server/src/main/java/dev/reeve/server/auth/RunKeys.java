package dev.reeve.server.auth;

import dev.reeve.server.http.Caller.OfRunner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Keys of runs, one for each epoch: run and epoch, sealed with a key that the database does not know. Nothing is stored,
 * so a claim costs no commit more; that the epoch is over says the lease. Thread-safe.
 */
public final class RunKeys {
    static final String PREFIX = "rvr_";
    private static final int TOLD_BYTES = 20;
    private static final int MAC_BYTES = 32;

    private final byte[] key;

    /**
     * Derived from the server's key, for that life of the database: what was restored from a backup has another one, and a
     * runner that goes on from before has no say in it.
     */
    public RunKeys(ServerKey server, UUID life) {
        this.key = server.derived("run-keys " + life);
    }

    /** The same for the life that the database is in. */
    public static RunKeys of(ServerKey server, Jdbi database) {
        return new RunKeys(
                server,
                database.withHandle(handle -> handle.createQuery("select life from database_life")
                        .mapTo(UUID.class)
                        .one()));
    }

    /** The key of that run in that epoch. */
    public String of(UUID run, int epoch) {
        byte[] told = told(run, epoch);
        return PREFIX + Secrets.text(told) + Secrets.text(Secrets.mac(key, told));
    }

    private static byte[] told(UUID run, int epoch) {
        return ByteBuffer.allocate(TOLD_BYTES)
                .putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits())
                .putInt(epoch)
                .array();
    }

    /** Whose key that is; nobody's if it is not of this server. */
    public Optional<OfRunner> runner(String text) {
        int toldLength = (TOLD_BYTES * 8 + 5) / 6;
        int wholeLength = PREFIX.length() + toldLength + (MAC_BYTES * 8 + 5) / 6;
        if (text.length() != wholeLength
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        ByteBuffer told;
        try {
            told = ByteBuffer.wrap(
                    Base64.getUrlDecoder().decode(text.substring(PREFIX.length(), PREFIX.length() + toldLength)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        OfRunner runner = new OfRunner(new UUID(told.getLong(), told.getLong()), told.getInt());
        return Secrets.same(of(runner.run(), runner.epoch()), text) ? Optional.of(runner) : Optional.empty();
    }
}
