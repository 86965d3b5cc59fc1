package dev.reeve.cli.server;

import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.client.ServerJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How what a server answered is printed. */
final class Printed {
    static final String EXIT_CODES =
            "Exit codes: 0 done, 1 the server cannot be reached, 2 wrong usage, or the server refused.";

    private Printed() {}

    /** As the server wrote it, on one line. */
    static String json(Object answer) {
        return ServerJson.MAPPER.writeValueAsString(answer);
    }

    static void table(Console console, Table table, int rows, String none) {
        if (rows == 0) {
            console.err().println(none);
            return;
        }
        table.lines(console.terminal()).forEach(console.out()::println);
    }

    /** To the second, in UTC; a dash for never. */
    static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
