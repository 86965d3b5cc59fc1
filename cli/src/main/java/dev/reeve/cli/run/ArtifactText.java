package dev.reeve.cli.run;

import dev.reeve.FlowRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** What tasks kept for people, a line each: a link's target, a text's title, how large the others are. */
public final class ArtifactText {
    private static final int MOST = 20;
    private static final int WIDEST_TITLE = 100;

    private ArtifactText() {}

    /** Lines about the first artifacts of a run; none if it has none. */
    public static List<String> lines(FlowRun run) {
        return lines(run.artifacts());
    }

    /** Lines about the first of these artifacts; none if there are none. */
    public static List<String> lines(List<TaskArtifact> kept) {
        List<String> lines = new ArrayList<>();
        if (!kept.isEmpty()) {
            lines.add("");
            lines.add("Artifacts:");
        }
        for (TaskArtifact artifact : kept.subList(0, Math.min(kept.size(), MOST))) {
            lines.add("  " + Shown.clean(artifact.taskLabel()) + ", "
                    + Shown.clean(artifact.artifact().name()) + ": " + words(artifact.artifact()));
        }
        if (kept.size() > MOST) {
            lines.add("  and " + (kept.size() - MOST) + " more; --output json names all.");
        }
        return lines;
    }

    private static String words(Artifact artifact) {
        return switch (artifact) {
            case Artifact.Link link -> Shown.clean(link.target().toString());
            case Artifact.Markdown text ->
                text.title().isEmpty() ? "(empty)" : Shown.cut(Shown.clean(text.title()), WIDEST_TITLE);
            case Artifact.Table table ->
                "table of " + table.rows().size() + " rows, " + table.columns().size() + " columns";
            case Artifact.Image image -> image.mediaType() + ", " + image.size() + " bytes";
        };
    }
}
