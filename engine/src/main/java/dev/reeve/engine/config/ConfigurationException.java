package dev.reeve.engine.config;

import java.io.Serial;
import java.util.List;

/** A configuration that cannot be used. Its message has a line for each mistake. */
public final class ConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, each with its place and what to do. */
    public List<String> problems() {
        return problems;
    }
}
