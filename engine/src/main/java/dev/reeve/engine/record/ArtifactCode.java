package dev.reeve.engine.record;

import dev.reeve.artifact.Artifact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Artifacts as bytes. The numbers of kinds are part of the format. */
final class ArtifactCode {
    private static final int MARKDOWN = 0;
    private static final int TABLE = 1;
    private static final int LINK = 2;
    private static final int IMAGE = 3;

    private ArtifactCode() {}

    static void write(Artifact artifact, Bytes out) {
        switch (artifact) {
            case Artifact.Markdown a -> {
                begin(MARKDOWN, a, out);
                out.said(a.text());
            }
            case Artifact.Table a -> {
                begin(TABLE, a, out);
                texts(a.columns(), out);
                out.number(a.rows().size());
                a.rows().forEach(row -> texts(row, out));
            }
            case Artifact.Link a -> {
                begin(LINK, a, out);
                out.said(a.target().toString());
            }
            case Artifact.Image a -> {
                begin(IMAGE, a, out);
                byte[] content = a.content();
                out.text(a.mediaType());
                out.number(content.length);
                out.bytes(content, 0, content.length);
            }
        }
    }

    private static void begin(int kind, Artifact artifact, Bytes out) {
        out.octet(kind);
        out.said(artifact.name());
    }

    private static void texts(List<String> texts, Bytes out) {
        out.number(texts.size());
        texts.forEach(out::said);
    }

    static Artifact read(Scan in) throws DamagedRecordException {
        int kind = in.octet();
        String name = in.text();
        try {
            return switch (kind) { // numbers are an open set
                case MARKDOWN -> Artifact.markdown(name, in.text());
                case TABLE -> table(name, in);
                case LINK -> Artifact.link(name, URI.create(in.text()));
                case IMAGE -> Artifact.image(name, in.text(), in.bytes(in.index()));
                default -> throw new DamagedRecordException("there is no artifact of kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException("an artifact is none: " + e.getMessage());
        }
    }

    private static Artifact table(String name, Scan in) throws DamagedRecordException {
        List<String> columns = texts(in);
        int count = in.index();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(texts(in));
        }
        return Artifact.table(name, columns, rows);
    }

    private static List<String> texts(Scan in) throws DamagedRecordException {
        int count = in.index();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }
}
