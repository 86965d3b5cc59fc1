package dev.reeve.engine.text;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Text of unknown origin, made fit to be shown on one line: nothing in it moves a cursor, turns the direction of
 * writing or breaks a line. Widths are columns of a terminal: 1 for most characters, 2 for East Asian wide ones and
 * emoji, 0 for marks that combine with the character before.
 */
public final class Shown {
    private static final int REPLACEMENT = 0xFFFD;

    private Shown() {}

    /**
     * The text on one line. White space and line breaks become spaces, control characters their visible picture, and
     * what turns the direction of writing, half surrogate pairs and non-characters become U+FFFD.
     */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(visible(c)));
        return clean.toString();
    }

    /** The text on as many lines as it has, each of them clean; a tab becomes four spaces. */
    public static String cleanLines(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
            int end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
            clean.append(clean(text.substring(from, end).replace("\t", "    "))).append('\n');
            from = to + 1;
        }
        return clean.append(clean(text.substring(from).replace("\t", "    "))).toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static int visible(int c) {
        if (c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
            return ' ';
        }
        if (c < ' ') {
            return 0x2400 + c;
        }
        if (c == 0x7F) {
            return 0x2421;
        }
        return Character.isISOControl(c) || turnsWriting(c) || isNoCharacter(c) ? REPLACEMENT : c;
    }

    private static boolean turnsWriting(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static boolean isNoCharacter(int c) {
        return c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF || c == 0xFEFF;
    }

    /** How many columns clean text takes. */
    public static int width(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        int width = 0;
        BreakIterator characters = characters(text);
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
            width += characterWidth(text, from, to);
            from = to;
        }
        return width;
    }

    /** Clean text that takes at most {@code columns}: its beginning, with an ellipsis if something was cut off. */
    public static String cut(String text, int columns) {
        if (text.length() <= columns && isPlain(text) || width(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : head(text, columns - 1) + "…";
    }

    /** Like {@link #cut} but keeps the end as well: what tells names apart is often there. */
    public static String cutInside(String text, int columns) {
        if (columns < 4 || text.length() <= columns && isPlain(text) || width(text) <= columns) {
            return cut(text, columns);
        }
        int tail = (columns - 1) / 3;
        return head(text, columns - 1 - tail) + "…" + tail(text, tail);
    }

    /** Clean text, cut and filled with spaces to take exactly {@code columns}. */
    public static String fit(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - width(cut)));
    }

    private static String head(String text, int columns) {
        BreakIterator characters = characters(text);
        int width = 0;
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
            width += characterWidth(text, from, to);
            if (width > columns) {
                break;
            }
            from = to;
        }
        return text.substring(0, from);
    }

    private static String tail(String text, int columns) {
        BreakIterator characters = characters(text);
        int width = 0;
        int to = characters.last();
        for (int from = characters.previous(); from != BreakIterator.DONE; from = characters.previous()) {
            width += characterWidth(text, from, to);
            if (width > columns) {
                break;
            }
            to = from;
        }
        return text.substring(to);
    }

    /** Iterates over what a reader takes for one character, however many code points it has. */
    private static BreakIterator characters(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return characters;
    }

    private static int characterWidth(String text, int from, int to) {
        int width = 0;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            width = Math.max(width, codePointWidth(text.codePointAt(i)));
        }
        return width;
    }

    private static int codePointWidth(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return c == 0xFE0F ? 2 : 0; // asks for the character before to be drawn as an emoji
        }
        return Character.isEmojiPresentation(c) || isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xA960 && c <= 0xA97C
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
