package dev.reeve.api;

/** Asks for a project. Its name begins with a letter or digit and may go on with spaces and {@code . _ -} too. */
public record NewProject(String name, String description) {
    public NewProject {
        name = Given.required(name, "name");
        description = Given.text(description);
    }
}
