package dev.reeve.engine.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a configuration is read from.
 *
 * @param home the user's home directory, which {@code ~} stands for
 * @param environment the environment variables
 * @param processors how many the process may use
 */
public record Surroundings(Path home, Map<String, String> environment, int processors) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                Path.of(System.getProperty("user.home")),
                System.getenv(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Whether nothing is set there, so that all defaults hold. */
    public boolean isSilent() {
        for (String variable : environment.keySet()) {
            if (variable.startsWith(Setting.VARIABLES)) {
                return false;
            }
        }
        return !Files.exists(file());
    }

    /** The file that settings are read from, if it exists. */
    public Path file() {
        return home.resolve(".reeve").resolve("config.toml");
    }
}
