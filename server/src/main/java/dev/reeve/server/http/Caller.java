package dev.reeve.server.http;

import dev.reeve.api.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks for something. Immutable. */
public sealed interface Caller {
    /** The only one of its kind. */
    Caller NOBODY = new Nobody();

    /** Somebody who brought neither key nor session. */
    record Nobody() implements Caller {
        @Override
        public String words() {
            return "Nobody";
        }
    }

    /**
     * A user, by a session or a key.
     *
     * @param user null for a key that belongs to no user, as that of the first start
     * @param name the user's, or the key's if there is no user
     * @param role the lower one of user and key
     * @param project the only project that the key opens; null for all
     * @param key the key; null for a session
     * @param keyName null for a session
     */
    record OfUser(
            @Nullable UUID user,
            String name,
            Role role,
            @Nullable String project,
            @Nullable UUID key,
            @Nullable String keyName)
            implements Caller {
        @Override
        public String words() {
            String article = role == Role.ADMIN ? "an " : "a ";
            return "\"" + name + "\", " + article + role.name().toLowerCase(java.util.Locale.ROOT) + ",";
        }

        /** Whether they see that project. */
        public boolean sees(String other) {
            return project == null || project.equals(other);
        }
    }

    /**
     * An agent.
     *
     * @param name the key's
     * @param project the only project whose runs it gets; null for all
     */
    record OfAgent(UUID key, String name, @Nullable String project) implements Caller {
        @Override
        public String words() {
            return "The agent's key \"" + name + "\"";
        }
    }

    /** The runner of a run in one epoch. */
    record OfRunner(UUID run, int epoch) implements Caller {
        @Override
        public String words() {
            return "The key of a run";
        }
    }

    /** The beginning of a sentence about them. */
    String words();
}
