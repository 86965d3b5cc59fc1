package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Something that a task kept for people.
 *
 * @param kind such as {@code markdown} or {@code link}
 * @param name unique within its task run
 * @param body its content, in the form of its kind
 */
public record ArtifactJson(
        String kind, String name, @Nullable Object body) {
    public ArtifactJson {
        kind = Given.required(kind, "kind");
        name = Given.text(name);
    }
}
