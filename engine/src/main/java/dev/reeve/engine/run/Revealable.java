package dev.reeve.engine.run;

import dev.reeve.Secret;
import dev.reeve.spi.SecretProvider;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A secret with its value, which no text of it shows. */
record Revealable(String name, String value) implements Secret {
    /**
     * The secret of that name.
     *
     * @throws NoSuchElementException if the provider does not know it, or there is none
     */
    static Secret found(@Nullable SecretProvider secrets, String name) {
        Optional<String> value = secrets == null ? Optional.empty() : secrets.find(name);
        return new Revealable(
                name,
                value.orElseThrow(() -> new NoSuchElementException("no secret \"" + name
                        + "\" is known. Give the run a SecretProvider that knows it: RunOptions.secrets(..).")));
    }

    @Override
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
