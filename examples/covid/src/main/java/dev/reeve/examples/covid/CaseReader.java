package dev.reeve.examples.covid;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the ECDC's daily JSON, {@code {"records": [...]}}, plain or gzipped: told apart by the first bytes, as names
 * lie. A stream from end to end, so the file may be larger than memory. Fields that the pipeline has no use for are
 * passed over, whatever they hold.
 */
final class CaseReader {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** Jackson's own words for the places of other tokens, which name its settings. */
    private static final String PLACES = " ?\\([^(\\[]*\\[Source: [^\\]]*\\]\\)";

    private static final JsonFactory JSON = new JsonFactory();

    private final String source;
    private final JsonParser parser;
    private final List<CaseRow> rows = new ArrayList<>();

    /** The ECDC repeats a country's name on each of its days; one copy of it is enough. */
    private final Map<String, String> names = new HashMap<>();

    private CaseReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * The rows of these bytes. Leaves the stream open.
     *
     * @param source what to call it in messages
     * @throws BrokenDataException if it is cut short, not JSON, or JSON of another shape; says where
     */
    static CaseTable read(String source, InputStream bytes) throws IOException {
        InputStream unpacked = unpack(source, bytes);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), unpacked)) {
            return new CaseReader(source, parser).table();
        } catch (JacksonIOException e) {
            // Only the very first bytes are read outside of table(), where there is no position yet.
            throw readFailure(source, "at the beginning", e);
        }
    }

    private static InputStream unpack(String source, InputStream bytes) throws IOException {
        InputStream buffered = new BufferedInputStream(bytes, BUFFER);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        if (first < 0) {
            throw new BrokenDataException(source + " is empty (byte 0). Expected the ECDC's JSON, plain or gzipped.");
        }
        if (first != GZIP_FIRST || (second != GZIP_SECOND && second >= 0)) {
            return buffered; // but a single byte, which no JSON begins with, is gzip cut short
        }
        try {
            return new GZIPInputStream(buffered, BUFFER);
        } catch (EOFException e) {
            throw new BrokenDataException(
                    source + " begins like gzip, but is cut short within the gzip header (byte 0). Get the file again.",
                    e);
        } catch (ZipException e) {
            throw new BrokenDataException(
                    source + " begins like gzip, but its gzip header (byte 0) is damaged: " + e.getMessage()
                            + ". Get the file again.",
                    e);
        }
    }

    private CaseTable table() throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrongShape("expected { with a field \"records\"", parser.currentTokenLocation());
            }
            boolean found = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (!parser.currentName().equals("records")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else if (found) {
                    throw wrongShape("a second field \"records\"", parser.currentTokenLocation());
                } else {
                    found = true;
                    records();
                }
            }
            if (!found) {
                throw wrongShape("there is no field \"records\"", parser.currentTokenLocation());
            }
            if (parser.nextToken() != null) {
                throw wrongShape("something follows the end of the JSON", parser.currentTokenLocation());
            }
            return new CaseTable(rows);
        } catch (JacksonIOException e) {
            throw readFailure(source, "after " + position(parser.currentLocation()), e);
        } catch (UnexpectedEndOfInputException e) {
            throw new BrokenDataException(
                    source + ", " + position(parser.currentLocation())
                            + ": the JSON ends here and is not complete: it was cut short. Get the file again.",
                    e);
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            String why = String.valueOf(e.getOriginalMessage()).replaceAll(PLACES, "");
            throw new BrokenDataException(
                    source + ", " + position(where) + ": no valid JSON: " + why + ". Get the file again.", e);
        }
    }

    private void records() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw wrongShape("expected a list of records", parser.currentTokenLocation());
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrongShape("expected a record", parser.currentTokenLocation());
            }
            rows.add(row());
        }
    }

    private CaseRow row() throws IOException {
        TokenStreamLocation start = parser.currentTokenLocation();
        RecordFields fields = new RecordFields(names);
        String problem = "";
        TokenStreamLocation place = start;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            TokenStreamLocation at = parser.currentTokenLocation();
            try {
                fields.take(name, parser);
            } catch (IllegalArgumentException e) { // said at the record's end, where the country is known
                parser.skipChildren();
                if (problem.isEmpty()) {
                    problem = "\"" + name + "\" " + e.getMessage();
                    place = at;
                }
            }
        }
        if (!problem.isEmpty()) {
            throw wrongShape(problem + fields.whose(), place);
        }
        try {
            return fields.row();
        } catch (IllegalArgumentException e) {
            throw wrongShape("the record that begins here " + e.getMessage() + fields.whose(), start);
        }
    }

    private BrokenDataException wrongShape(String what, TokenStreamLocation where) {
        return new BrokenDataException(source + ", " + position(where) + ": " + what
                + ". Expected the ECDC's daily edition: {\"records\": [{\"day\", \"month\", \"year\", \"cases\","
                + " \"deaths\", \"countriesAndTerritories\", ...}, ...]}.");
    }

    private static IOException readFailure(String source, String where, JacksonIOException e) {
        IOException cause = e.getCause() == null ? new IOException(e) : e.getCause();
        String place = source + ", " + where + " of the unpacked text: the gzip data is ";
        if (cause instanceof EOFException) {
            return new BrokenDataException(place + "cut short. Get the file again.", cause);
        }
        if (cause instanceof ZipException) {
            return new BrokenDataException(place + "damaged: " + cause.getMessage() + ". Get the file again.", cause);
        }
        return new IOException(source + " could not be read on, " + where + ": " + cause.getMessage(), cause);
    }

    private static String position(TokenStreamLocation where) {
        return "line " + where.getLineNr() + ", column " + where.getColumnNr();
    }
}
