package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/** Asks for a project. Its name begins with a letter or digit and may go on with spaces and {@code . _ -} too. */
public record NewProject(String name, @Nullable String description) {
    public NewProject {
        name = Given.required(name, "name");
        description = Given.text(description);
    }
}
