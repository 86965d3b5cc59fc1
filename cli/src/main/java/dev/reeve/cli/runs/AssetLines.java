package dev.reeve.cli.runs;

import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** Data outside of flows that a run read and made, for people. Not thread-safe. */
public final class AssetLines {
    private final List<String> lines = new ArrayList<>();

    /** With none yet. */
    public AssetLines() {}

    /** A task that succeeded. */
    public void add(String task, List<String> reads, List<String> produces) {
        reads.forEach(name -> lines.add(Shown.clean("  read  " + name + "  by " + task)));
        produces.forEach(name -> lines.add(Shown.clean("  made  " + name + "  by " + task)));
    }

    /** A title and what there is, behind an empty line; nothing if there is none. */
    public List<String> lines() {
        List<String> section = new ArrayList<>();
        if (!lines.isEmpty()) {
            section.add("");
            section.add("Assets");
            section.addAll(lines);
        }
        return section;
    }
}
