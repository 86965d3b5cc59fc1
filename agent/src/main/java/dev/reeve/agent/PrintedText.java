package dev.reeve.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Lines of what a process prints, whatever it is: a line that is too long is cut and says so. */
final class PrintedText {
    private static final int LONGEST = LogShipping.LONGEST_LINE;

    private PrintedText() {}

    /** Reads until the end. */
    static void read(InputStream printed, Consumer<String> lines) throws IOException {
        byte[] part = new byte[1 << 13];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        for (int count = printed.read(part); count >= 0; count = printed.read(part)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (part[i] == '\n') {
                    length += keep(line, part, start, i);
                    lines.accept(text(line, length));
                    line.reset();
                    length = 0;
                    start = i + 1;
                }
            }
            length += keep(line, part, start, count);
        }
        if (length > 0) {
            lines.accept(text(line, length));
        }
    }

    private static int keep(ByteArrayOutputStream line, byte[] part, int from, int to) {
        line.write(part, from, Math.min(to - from, Math.max(0, LONGEST - line.size())));
        return to - from;
    }

    private static String text(ByteArrayOutputStream line, long length) {
        String text = line.toString(UTF_8);
        if (length > LONGEST) {
            return text + "… (cut here: the line has " + length + " bytes)";
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
