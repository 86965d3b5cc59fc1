package dev.reeve.artifact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How large an artifact may be. */
final class Bounds {
    private Bounds() {}

    static void name(String name) {
        if (name.isBlank()
                || name.length() > Artifact.LONGEST_NAME
                || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
            throw new IllegalArgumentException("an artifact is named \"" + cut(name) + "\"; a name has 1 to "
                    + Artifact.LONGEST_NAME + " characters on one line");
        }
    }

    static void most(String name, String what, long size, long most, String unit) {
        if (size > most) {
            throw new IllegalArgumentException("the " + what + " of artifact \"" + name + "\" has " + size + " " + unit
                    + ", but at most " + most + " are kept. Store it elsewhere, and keep a link.");
        }
    }

    static void table(String name, List<String> columns, List<List<String>> rows) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("the table of artifact \"" + name + "\" has no columns; name them");
        }
        most(name, "table", columns.size(), Artifact.MOST_COLUMNS, "columns");
        most(name, "table", rows.size(), Artifact.MOST_ROWS, "rows");
        most(name, "table", characters(columns, rows), Artifact.LONGEST_TEXT, "characters");
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new IllegalArgumentException("row " + (i + 1) + " of the table of artifact \"" + name + "\" has "
                        + rows.get(i).size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    static long characters(List<String> columns, List<List<String>> rows) {
        long all = 0;
        for (String column : columns) {
            all += column.length();
        }
        for (List<String> row : rows) {
            for (String cell : row) {
                all += cell.length();
            }
        }
        return all;
    }

    /** The cells as texts. Refuses too many before it makes them. */
    static List<List<String>> texts(String name, int columns, List<? extends List<? extends @Nullable Object>> rows) {
        most(name, "table", columns, Artifact.MOST_COLUMNS, "columns");
        most(name, "table", rows.size(), Artifact.MOST_ROWS, "rows");
        List<List<String>> texts = new ArrayList<>();
        for (List<? extends @Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (Object cell : row) {
                cells.add(Objects.toString(cell, ""));
            }
            texts.add(cells);
        }
        return Collections.unmodifiableList(texts);
    }

    static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + ".." : text;
    }
}
