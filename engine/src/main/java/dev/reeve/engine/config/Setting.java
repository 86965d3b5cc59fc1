package dev.reeve.engine.config;

import java.util.Locale;

/**
 * One thing that can be set. Immutable.
 *
 * @param key its name, such as {@code results.store}: {@code store} in the table {@code [results]} of the file,
 *     {@code REEVE_RESULTS_STORE} in the environment
 * @param kind which texts are values of it
 * @param defaultText what it is if nobody sets it
 * @param meaning one sentence for people
 */
public record Setting<T>(String key, Kind<T> kind, String defaultText, String meaning) {
    /** What the environment variables that set something begin with. */
    static final String VARIABLES = "REEVE_";

    /** The environment variable that sets it. */
    public String variable() {
        return VARIABLES + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
