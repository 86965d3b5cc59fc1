package dev.reeve.server.page;

import dev.reeve.server.http.Answer;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.KeptArtifact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;

/**
 * An artifact as a browser gets it: to be saved, in a type that it does not run. What is not of a kind and form that we know
 * is bytes or JSON.
 */
record ArtifactContent(String type, String suffix, byte[] bytes, String name) {
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml");

    static ArtifactContent of(KeptArtifact artifact) {
        Object body = WireJson.read(
                        "[" + new String(artifact.content(), StandardCharsets.UTF_8) + "]",
                        new TypeReference<java.util.List<Object>>() {})
                .getFirst();
        if (body instanceof Map<?, ?> fields) {
            if (artifact.kind().equals("markdown") && fields.get("text") instanceof String text) {
                return new ArtifactContent(
                        "text/markdown; charset=utf-8", ".md", text.getBytes(StandardCharsets.UTF_8), artifact.name());
            }
            if (artifact.kind().equals("image") && fields.get("base64") instanceof String base64) {
                return image(artifact, String.valueOf(fields.get("mediaType")), base64);
            }
        }
        return new ArtifactContent("application/json", ".json", artifact.content(), artifact.name());
    }

    private static ArtifactContent image(KeptArtifact artifact, String mediaType, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return IMAGES.contains(mediaType)
                    ? new ArtifactContent(
                            mediaType, "." + mediaType.substring(6).replace("+xml", ""), bytes, artifact.name())
                    : new ArtifactContent("application/octet-stream", ".bin", bytes, artifact.name());
        } catch (IllegalArgumentException e) { // no base64
            return new ArtifactContent("application/json", ".json", artifact.content(), artifact.name());
        }
    }

    Answer answer() {
        String plain = name.replaceAll("[^A-Za-z0-9 ._-]", "_").replaceAll("^[ .]+", "_");
        String exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return new Answer(
                200,
                bytes,
                Map.of(
                        "Content-Type",
                        type,
                        "Content-Disposition",
                        "attachment; filename=\"" + plain + suffix + "\"; filename*=UTF-8''" + exact + suffix,
                        "Content-Security-Policy",
                        "default-src 'none'; sandbox; frame-ancestors 'none'"),
                null);
    }
}
