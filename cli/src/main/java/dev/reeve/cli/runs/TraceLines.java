package dev.reeve.cli.runs;

import dev.reeve.engine.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** A stack trace for people. */
public final class TraceLines {
    private static final int MOST_FRAMES = 8;
    private static final int MOST_LINES = 40;
    private static final int WIDEST = 500;

    private TraceLines() {}

    /** The frames of the user's own code, and the causes. */
    public static List<String> places(String trace) {
        List<String> places = new ArrayList<>();
        int frames = 0;
        boolean ours = false;
        for (String line : trace.lines().skip(1).toList()) {
            String text = line.strip();
            if (!text.startsWith("at ")) {
                if (text.startsWith("Caused by: ") || text.startsWith("Suppressed: ")) {
                    frames = 0;
                    ours = false;
                    places.add("    " + Shown.cut(Shown.clean(text), WIDEST));
                }
            } else if (!ours && frames < MOST_FRAMES) {
                ours = isOurs(text);
                boolean jdk = text.startsWith("at java.") || text.startsWith("at jdk.");
                if (!ours && (frames == 0 || !jdk)) {
                    places.add("      " + frame(text));
                    frames++;
                }
            }
        }
        return places.subList(0, Math.min(places.size(), MOST_LINES));
    }

    /** All of it, a line each. */
    public static List<String> whole(String trace) {
        return trace.lines()
                .map(line -> line.strip().startsWith("at ")
                        ? "    " + frame(line.strip())
                        : "  " + Shown.cut(Shown.clean(line.stripTrailing()), WIDEST))
                .toList();
    }

    /** Without the name of our class loader, which is of no use to anybody. */
    private static String frame(String text) {
        return Shown.cut(Shown.clean(text.replaceFirst("^at user//", "at ")), WIDEST);
    }

    private static boolean isOurs(String frame) {
        return frame.startsWith("at dev.reeve.engine.")
                || frame.startsWith("at dev.reeve.graph.")
                || frame.matches("at dev\\.reeve\\.[A-Z].*");
    }
}
