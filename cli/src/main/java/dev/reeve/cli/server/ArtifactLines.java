package dev.reeve.cli.server;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.JournalEntry;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What tasks of a run on a server kept for people, a line each: a link's target, a text's title, how large the others are. */
final class ArtifactLines {
    private static final int MOST = 20;
    private static final int WIDEST_TITLE = 100;
    private static final int LONGEST_CONTENT = 2_000;

    private ArtifactLines() {}

    static List<String> of(SeenRun run, List<JournalEntry> kept) {
        List<String> lines = new ArrayList<>();
        if (!kept.isEmpty()) {
            lines.add("");
            lines.add("Artifacts:");
        }
        for (JournalEntry entry : kept.subList(0, Math.min(kept.size(), MOST))) {
            ArtifactJson artifact = Objects.requireNonNull(entry.event().artifact());
            lines.add("  "
                    + Shown.clean(run.label(entry.event().node(), entry.event().child())) + ", "
                    + Shown.clean(artifact.name()) + ": " + words(artifact));
        }
        if (kept.size() > MOST) {
            lines.add("  and " + (kept.size() - MOST) + " more; --output json names all.");
        }
        return lines;
    }

    /** The texts among them, whole. */
    static List<String> contents(List<JournalEntry> kept) {
        List<String> lines = new ArrayList<>();
        for (JournalEntry entry : kept) {
            ArtifactJson artifact = Objects.requireNonNull(entry.event().artifact());
            if (artifact.kind().equals("markdown")) {
                lines.add("");
                Shown.cut(text(artifact, "text"), LONGEST_CONTENT)
                        .lines()
                        .forEach(line -> lines.add("  " + Shown.clean(line)));
            }
        }
        return lines;
    }

    private static String words(ArtifactJson artifact) {
        return switch (artifact.kind()) { // an open set
            case "link" -> Shown.clean(text(artifact, "target"));
            case "markdown" -> title(text(artifact, "text"));
            case "table" -> "table of " + size(artifact, "rows") + " rows, " + size(artifact, "columns") + " columns";
            case "image" -> Shown.clean(text(artifact, "mediaType"));
            default -> Shown.clean(artifact.kind());
        };
    }

    private static String title(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^#+", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> Shown.cut(Shown.clean(line), WIDEST_TITLE))
                .orElse("(empty)");
    }

    private static String text(ArtifactJson artifact, String field) {
        return artifact.body() instanceof Map<?, ?> body ? String.valueOf(body.get(field)) : "";
    }

    private static int size(ArtifactJson artifact, String field) {
        return artifact.body() instanceof Map<?, ?> body && body.get(field) instanceof List<?> list ? list.size() : 0;
    }
}
