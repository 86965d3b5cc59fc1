package dev.reeve.cli.run;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * What tasks kept for people as JSON: {@code task}, {@code index} (of a child, else null), {@code attempt}, {@code at},
 * {@code name}, {@code kind} and what belongs to that. Of an image only its size is told.
 */
public final class ArtifactJson {
    private ArtifactJson() {}

    public static void write(TaskArtifact kept, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("task", kept.task());
        if (kept.mapIndex() < 0) {
            json.writeNullProperty("index");
        } else {
            json.writeNumberProperty("index", kept.mapIndex());
        }
        json.writeNumberProperty("attempt", kept.attempt());
        json.writeStringProperty("at", kept.at().toString());
        json.writeStringProperty("name", kept.artifact().name());
        switch (kept.artifact()) {
            case Artifact.Link link -> {
                json.writeStringProperty("kind", "link");
                json.writeStringProperty("target", link.target().toString());
            }
            case Artifact.Markdown markdown -> {
                json.writeStringProperty("kind", "markdown");
                json.writeStringProperty("text", markdown.text());
            }
            case Artifact.Table table -> {
                json.writeStringProperty("kind", "table");
                json.writeName("columns");
                texts(table.columns(), json);
                json.writeArrayPropertyStart("rows");
                table.rows().forEach(row -> texts(row, json));
                json.writeEndArray();
            }
            case Artifact.Image image -> {
                json.writeStringProperty("kind", "image");
                json.writeStringProperty("mediaType", image.mediaType());
                json.writeNumberProperty("bytes", image.size());
            }
        }
        json.writeEndObject();
    }

    private static void texts(List<String> texts, JsonGenerator json) {
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
