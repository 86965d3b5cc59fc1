package dev.reeve.server.auth;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The key that opens a new server. */
public final class AdminToken {
    private static final String GIVEN = "REEVE_ADMIN_TOKEN";
    private static final int SHORTEST = 20;
    private static final int LONGEST = 500;

    private AdminToken() {}

    /**
     * Takes the token that is given, so that it and no other given before is an admin's key; without one, makes a key
     * if the server has neither keys nor users.
     *
     * @param given empty for none
     * @return the key that was made, to be shown once; empty if none was
     * @throws IllegalArgumentException if the given one is shorter than 20 characters or no plain text
     */
    public static Optional<String> settle(Jdbi database, String given) {
        if (given.isEmpty()) {
            return database.inTransaction(KeyStore::createFirst);
        }
        boolean plain = given.chars().allMatch(c -> c > ' ' && c < 127);
        if (!plain || given.length() < SHORTEST || given.length() > LONGEST || given.startsWith(RunKeys.PREFIX)) {
            throw new IllegalArgumentException(GIVEN + " must be " + SHORTEST + " to " + LONGEST
                    + " letters, digits and signs without spaces, such as `openssl rand -base64 32` prints.");
        }
        database.useTransaction(handle -> KeyStore.setGiven(handle, GIVEN, given));
        return Optional.empty();
    }
}
