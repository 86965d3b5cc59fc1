package dev.reeve.engine.progress;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that understands what we send and nothing else. */
final class TerminalFixture {
    private static final Pattern PIECE = Pattern.compile("\u001b\\[(\\??[0-9]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    PrintStream stream() {
        return stream;
    }

    String sent() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    boolean cursorShown() {
        return sent().lastIndexOf("\u001b[?25h") >= sent().lastIndexOf("\u001b[?25l");
    }

    /** The lines on it, without empty ones at the end. */
    List<String> screen() {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        Matcher pieces = PIECE.matcher(sent());
        int end = 0;
        while (pieces.find()) {
            if (pieces.start() != end) {
                throw new AssertionError("an unknown sequence at " + end);
            }
            end = pieces.end();
            String piece = pieces.group();
            if (piece.equals("\r")) {
                column = 0;
            } else if (piece.equals("\n")) {
                column = 0;
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if (pieces.group(2) == null) {
                StringBuilder line = lines.get(row);
                line.replace(column, Math.min(line.length(), column + piece.length()), piece);
                column += piece.length();
            } else {
                row = control(pieces.group(1), pieces.group(2), lines, row, column);
            }
        }
        List<String> texts =
                new ArrayList<>(lines.stream().map(StringBuilder::toString).toList());
        while (!texts.isEmpty() && texts.getLast().isEmpty()) {
            texts.removeLast();
        }
        return texts;
    }

    private static int control(String argument, String command, List<StringBuilder> lines, int row, int column) {
        switch (command) {
            case "A" -> {
                return row - Integer.parseInt(argument);
            }
            case "K" -> lines.get(row).setLength(Math.min(lines.get(row).length(), column));
            case "J" -> {
                lines.get(row).setLength(Math.min(lines.get(row).length(), column));
                lines.subList(row + 1, lines.size()).clear();
            }
            case "m", "h", "l" -> {}
            default -> throw new AssertionError("an unknown command " + command);
        }
        return row;
    }
}
