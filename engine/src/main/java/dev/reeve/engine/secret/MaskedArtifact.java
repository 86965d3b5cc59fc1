package dev.reeve.engine.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.artifact.Artifact;
import java.net.URI;
import java.util.List;

/** Artifacts without secrets. */
public final class MaskedArtifact {
    private MaskedArtifact() {}

    /**
     * The artifact with each secret in its texts hidden; a drawing is a text, a photograph is not looked into.
     *
     * @throws IllegalArgumentException if it is a link that is none any more without the secret
     */
    public static Artifact of(Artifact artifact, Masking masking) {
        if (masking.idle()) {
            return artifact;
        }
        String name = masking.mask(artifact.name());
        return switch (artifact) {
            case Artifact.Markdown text -> new Artifact.Markdown(name, masking.mask(text.text()));
            case Artifact.Table table ->
                new Artifact.Table(
                        name,
                        masked(table.columns(), masking),
                        table.rows().stream().map(row -> masked(row, masking)).toList());
            case Artifact.Link link -> new Artifact.Link(name, masked(name, link.target(), masking));
            case Artifact.Image image -> new Artifact.Image(name, image.mediaType(), content(image, masking));
        };
    }

    private static byte[] content(Artifact.Image image, Masking masking) {
        return image.mediaType().equals("image/svg+xml")
                ? masking.mask(new String(image.content(), UTF_8)).getBytes(UTF_8)
                : image.content();
    }

    private static List<String> masked(List<String> texts, Masking masking) {
        return texts.stream().map(masking::mask).toList();
    }

    private static URI masked(String name, URI target, Masking masking) {
        try {
            return URI.create(masking.mask(target.toString()));
        } catch (IllegalArgumentException e) { // not as the cause: its message shows the link
            throw new IllegalArgumentException(
                    "the artifact \"" + name + "\" links to an address with a secret in it. Link to it without.");
        }
    }
}
