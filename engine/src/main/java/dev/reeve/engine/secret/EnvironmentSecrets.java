package dev.reeve.engine.secret;

import dev.reeve.spi.SecretProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Secrets in environment variables: {@code shop-token} in {@code REEVE_SECRET_SHOP_TOKEN}. A variable that is set to
 * nothing is none. Immutable.
 */
public record EnvironmentSecrets(Map<String, String> environment) implements SecretProvider {
    private static final String VARIABLES = "REEVE_SECRET_";

    public EnvironmentSecrets {
        environment = Map.copyOf(environment);
    }

    /** The variable that a secret is looked for in. */
    public static String variable(String name) {
        return VARIABLES + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(environment.get(variable(name))).filter(value -> !value.isEmpty());
    }

    /** In small letters, as the case is lost in the environment. */
    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(VARIABLES) && variable.length() > VARIABLES.length() && !value.isEmpty()) {
                names.add(variable.substring(VARIABLES.length()).toLowerCase(Locale.ROOT));
            }
        });
        return names;
    }

    /** The variables' names only. */
    @Override
    public String toString() {
        return "environment variables " + VARIABLES + "..";
    }
}
