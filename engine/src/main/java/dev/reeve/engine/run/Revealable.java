package dev.reeve.engine.run;

import dev.reeve.Secret;
import dev.reeve.engine.secret.EnvironmentSecrets;
import dev.reeve.engine.secret.JsonTexts;
import dev.reeve.engine.secret.Masking;
import dev.reeve.spi.SecretProvider;
import java.util.NoSuchElementException;

/** A secret with its value, which no text of it shows, and which is hidden from now on wherever the process writes. */
public record Revealable(String name, String value) implements Secret {
    /**
     * The secret of that name.
     *
     * @throws NoSuchElementException if the provider does not know it
     */
    static Secret found(SecretProvider secrets, String name) {
        String value = secrets.find(name)
                .orElseThrow(() -> new NoSuchElementException("no secret \"" + name + "\" is known. Set the environment"
                        + " variable " + EnvironmentSecrets.variable(name) + ", put it into the file of secrets"
                        + " (reeve secret set " + name + "), or give the run a SecretProvider that knows it:"
                        + " RunOptions.secrets(..)."));
        return hidden(name, value);
    }

    /** That secret, whose value is hidden from now on. */
    public static Revealable hidden(String name, String value) {
        Masking.ofThisProcess().hide(name, value);
        return new Revealable(name, value);
    }

    @Override
    public String reveal() {
        return value;
    }

    @Override
    public <T> T reveal(Class<T> type) {
        if (type == String.class) {
            return type.cast(value);
        }
        Object read;
        try {
            read = JsonTexts.read(value, type);
        } catch (Exception e) { // not as the cause: its message shows what it read
            throw unreadable(type, e.getClass().getSimpleName());
        }
        if (read == null) {
            throw unreadable(type, "it is null");
        }
        return type.cast(read);
    }

    private IllegalArgumentException unreadable(Class<?> type, String why) {
        return new IllegalArgumentException("the secret \"" + name + "\" cannot be read as a " + type.getTypeName()
                + ": it is no JSON of that type (" + why + ").");
    }

    @Override
    public String toString() {
        return "***";
    }
}
