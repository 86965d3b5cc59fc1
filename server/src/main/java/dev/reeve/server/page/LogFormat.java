package dev.reeve.server.page;

import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.NumberedLine;
import dev.reeve.server.run.LogLines;
import java.util.List;

/** How a log is taken home. In each form, a line's text is byte for byte what was stored (as JSON escapes it in the last). */
enum LogFormat {
    /** For people: time, level, task and logger before the text. */
    TEXT("text/plain; charset=utf-8", ".log"),
    /** The texts alone, one a line. */
    RAW("text/plain; charset=utf-8", ".txt"),
    /** A JSON object a line. */
    NDJSON("application/x-ndjson", ".ndjson");

    private final String type;
    private final String suffix;

    LogFormat(String type, String suffix) {
        this.type = type;
        this.suffix = suffix;
    }

    static LogFormat named(String name) {
        return switch (name) { // an open set
            case "text" -> TEXT;
            case "raw" -> RAW;
            case "ndjson" -> NDJSON;
            default -> throw ProblemException.invalid("", "The query's \"format\" must be text, raw or ndjson.");
        };
    }

    String type() {
        return type;
    }

    String suffix() {
        return suffix;
    }

    /** Without the end of the line. */
    String line(NumberedLine numbered, List<String> names) {
        LogLine line = numbered.line();
        return switch (this) {
            case TEXT ->
                line.at() + " " + LogLines.level(line.level()) + " [" + task(line, names) + "] " + line.logger() + " - "
                        + line.message();
            case RAW -> line.message();
            case NDJSON -> WireJson.text(LogLines.wire(numbered));
        };
    }

    private static String task(LogLine line, List<String> names) {
        if (line.key() == null) {
            return "run";
        }
        int task = line.key().task();
        String name = task < names.size() ? names.get(task) : "task " + task;
        return line.key().child() ? name + "[" + line.key().index() + "]" : name;
    }
}
