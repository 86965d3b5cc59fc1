package dev.reeve.engine.progress;

import java.io.PrintStream;
import java.util.List;

/**
 * The lower end of a terminal: a few lines that are painted over and over, above them what is written once. Not
 * thread-safe.
 */
final class Screen {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String DO_NOT_WRAP = "\u001b[?7l"; // a line that became too wide must not become two
    private static final String WRAP = "\u001b[?7h";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream out;
    private int painted;

    Screen(PrintStream out) {
        this.out = out;
    }

    /**
     * Paints.
     *
     * @param above what goes above for good; empty, or whole lines
     */
    void paint(byte[] above, List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (above.length > 0) {
            out.print(erase());
            out.write(above, 0, above.length);
        } else {
            text.append(home());
        }
        text.append(HIDE_CURSOR).append(DO_NOT_WRAP);
        lines.forEach(line -> text.append(line).append(ERASE_LINE).append('\n'));
        text.append(ERASE_BELOW).append(WRAP);
        painted = lines.size();
        out.print(text);
        out.flush();
    }

    /** Takes the painted lines away and gives the cursor back. */
    void clear(byte[] above) {
        out.print(erase());
        out.write(above, 0, above.length);
        out.print(SHOW_CURSOR);
        out.flush();
    }

    private String erase() {
        String erase = home() + ERASE_BELOW;
        painted = 0;
        return erase;
    }

    private String home() {
        return painted == 0 ? "\r" : "\r\u001b[" + painted + "A";
    }
}
