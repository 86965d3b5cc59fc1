package dev.reeve.engine.secret;

import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.config.Settings;
import dev.reeve.engine.config.Surroundings;
import dev.reeve.spi.SecretProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers of a process in the order in which they are asked: those on the class path, the environment, the file
 * of the setting {@code secrets.file}. Immutable.
 */
public record SecretProviders(List<SecretProvider> all) implements SecretProvider {
    public SecretProviders {
        all = List.copyOf(all);
    }

    /** Those of a process. */
    public static SecretProviders of(Surroundings surroundings, Configuration configuration) {
        List<SecretProvider> all = new ArrayList<>();
        ServiceLoader.load(SecretProvider.class).forEach(all::add);
        all.add(new EnvironmentSecrets(surroundings.environment()));
        all.add(new SecretsFile(configuration.get(Settings.SECRETS_FILE)));
        return new SecretProviders(all);
    }

    /**
     * Hides all secrets that can be listed, whether a run asks for them or not.
     *
     * @throws IllegalStateException if a provider cannot be asked, such as a file that others may read
     */
    public void hideIn(Masking masking) {
        for (SecretProvider provider : all) {
            for (String name : provider.names()) {
                provider.find(name).ifPresent(value -> masking.hide(name, value));
            }
        }
    }

    @Override
    public Optional<String> find(String name) {
        for (SecretProvider provider : all) {
            Optional<String> found = provider.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        all.forEach(provider -> names.addAll(provider.names()));
        return names;
    }
}
