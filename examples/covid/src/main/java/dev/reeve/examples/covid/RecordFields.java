package dev.reeve.examples.covid;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * The fields of one record while it is read, in whatever order they come. Editions differ in how they write numbers:
 * as numbers or as text, with a leading zero or without. A field that does not fit is refused with an
 * {@link IllegalArgumentException} that completes the sentence "this field ...".
 */
final class RecordFields {
    private final Map<String, String> names;
    private @Nullable String country;
    private @Nullable Long day;
    private @Nullable Long month;
    private @Nullable Long year;
    private @Nullable Long cases;
    private @Nullable Long deaths;

    RecordFields(Map<String, String> names) {
        this.names = names;
    }

    /** Takes the value that the parser stands at. */
    void take(String name, JsonParser parser) {
        switch (name) {
            case "countriesAndTerritories" -> country = once(country, country(parser));
            case "day" -> day = once(day, number(parser));
            case "month" -> month = once(month, number(parser));
            case "year" -> year = once(year, number(parser));
            case "cases" -> cases = once(cases, count(parser));
            case "deaths" -> deaths = once(deaths, count(parser));
            default -> parser.skipChildren();
        }
    }

    /** The row these fields make. */
    CaseRow row() {
        if (country == null || day == null || month == null || year == null || cases == null || deaths == null) {
            throw new IllegalArgumentException("lacks " + String.join(", ", missing()));
        }
        try {
            LocalDate date = LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), Math.toIntExact(day));
            return new CaseRow(country, date, cases, deaths);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("has no possible date: " + e.getMessage(), e);
        }
    }

    /** Whose record it is, as words after a problem; empty if that is not known. */
    String whose() {
        return country == null ? "" : " (a record of " + country + ")";
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        note(missing, country, "\"countriesAndTerritories\"");
        note(missing, day, "\"day\"");
        note(missing, month, "\"month\"");
        note(missing, year, "\"year\"");
        note(missing, cases, "\"cases\"");
        note(missing, deaths, "\"deaths\"");
        return missing;
    }

    private static void note(List<String> missing, @Nullable Object value, String name) {
        if (value == null) {
            missing.add(name);
        }
    }

    private static <T> T once(@Nullable T before, T now) {
        if (before != null) {
            throw new IllegalArgumentException("stands twice in one record");
        }
        return now;
    }

    private String country(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING
                || parser.getString().isEmpty()) {
            throw new IllegalArgumentException("should be the name of a country");
        }
        return names.computeIfAbsent(parser.getString(), name -> name);
    }

    /** A count. Nothing reported, as null or an empty text, is 0. */
    private static long count(JsonParser parser) {
        JsonToken token = parser.currentToken();
        boolean nothing = token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_STRING && parser.getString().isBlank());
        return nothing ? 0 : number(parser);
    }

    private static long number(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            try {
                return parser.getLongValue();
            } catch (InputCoercionException e) {
                throw new IllegalArgumentException("should be a whole number that fits in 64 bits", e);
            }
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("should be a whole number");
        }
        String text = parser.getString().strip();
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("should be a whole number, not " + shortened(text), e);
        }
    }

    private static String shortened(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "\"";
    }
}
