package dev.reeve.graph;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Template}. For one text, once. */
final class TemplateParser {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]*(\\.[\\p{L}\\p{N}_$-]+)*");
    private static final Pattern STRFTIME = Pattern.compile("%[A-Za-z]");
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2020, 9, 7, 0, 0, 0, 0, ZoneOffset.UTC);

    private final String source;
    private final StringBuilder literal = new StringBuilder();
    private final List<Template.Piece> pieces = new ArrayList<>();

    TemplateParser(String source) {
        this.source = source;
    }

    List<Template.Piece> pieces() {
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean doubled = at + 1 < source.length() && source.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                at += 2;
            } else if (c == '{') {
                at = variable(at);
            } else if (c == '}') {
                throw wrong(at, "closes a brace that was never opened. Write }} for a brace that stands for itself.");
            } else {
                literal.append(c);
                at++;
            }
        }
        endLiteral();
        return pieces;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            pieces.add(new Template.Piece.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private int variable(int open) {
        int close = source.indexOf('}', open);
        int next = source.indexOf('{', open + 1);
        if (close < 0 || next >= 0 && next < close) {
            throw wrong(
                    open,
                    "opens a brace that is not closed. Close it with }, or write {{ for a brace that stands"
                            + " for itself.");
        }
        String inside = source.substring(open + 1, close);
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (name.isBlank()) {
            throw wrong(open, "names no variable. Write a name between the braces, such as {task_name}.");
        }
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    open,
                    "has \"" + name + "\", which is no name. A name is letters, digits, _ and -, such as"
                            + " {today} or {parameters.country}.");
        }
        endLiteral();
        pieces.add(new Template.Piece.Variable(
                name, colon < 0 ? null : format(open + 1 + colon, name, inside.substring(colon + 1))));
        return close + 1;
    }

    private DateTimeFormatter format(int at, String name, String pattern) {
        if (pattern.isBlank()) {
            throw wrong(at, "begins an empty pattern. Write one, such as {date:yyyy-MM}, or leave the colon out.");
        }
        if (STRFTIME.matcher(pattern).find()) {
            throw wrong(at, "begins a pattern of strftime. Write one of java.time, such as {date:yyyy-MM-dd}.");
        }
        if (pattern.contains("YYYY") && !pattern.contains("w")) {
            throw wrong(
                    at,
                    "begins a pattern with YYYY, the year that a week belongs to, wrong on some days around New"
                            + " Year. Write yyyy.");
        }
        DateTimeFormatter format;
        try {
            format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw wrong(
                    at,
                    "begins \"" + pattern + "\", which is no pattern of java.time: " + e.getMessage()
                            + ". Such as {date:yyyy-MM-dd}.");
        }
        TemporalAccessor sample = sample(name);
        if (sample == null && Template.CONTEXT_VARIABLES.contains(name)) {
            throw wrong(at, "begins a pattern, but {" + name + "} is no date. Leave the pattern out.");
        }
        if (sample != null) {
            try {
                format.formatTo(sample, new StringBuilder());
            } catch (DateTimeException e) {
                throw wrong(
                        at,
                        "begins the pattern \"" + pattern + "\", which cannot show {" + name + "}: " + e.getMessage()
                                + ". A date has {date:yyyy-MM-dd}, a time {date:HH-mm}.");
            }
        }
        return format;
    }

    /** A value of that variable's type, if the type is known and a time. */
    private static @Nullable TemporalAccessor sample(String name) {
        if (TemplateContext.TIMES.contains(name)) {
            return SAMPLE;
        }
        return TemplateContext.DAYS.contains(name) ? LocalDate.from(SAMPLE) : null;
    }

    private IllegalArgumentException wrong(int at, String what) {
        return new IllegalArgumentException(
                "template \"" + source + "\": character " + (at + 1) + " \"" + source.charAt(at) + "\" " + what);
    }
}
