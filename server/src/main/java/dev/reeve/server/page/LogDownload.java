package dev.reeve.server.page;

import dev.reeve.server.http.Answer;
import dev.reeve.server.ledger.LogFilter;
import dev.reeve.server.ledger.LogOf;
import dev.reeve.server.ledger.LogReader;
import dev.reeve.server.ledger.LogSlice;
import dev.reeve.server.ledger.NumberedLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A log on its way to somebody, a few megabytes of it in memory at a time, and no connection of the database while they are
 * slow. Ends with the line that was the last when it began.
 */
record LogDownload(LogReader logs, LogOf of, LogFilter filter, LogFormat format, List<String> names)
        implements Answer.Stream {
    private static final int AT_A_TIME = 5_000;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    @Override
    public void write(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        long last = logs.total(of.log());
        long next = 1;
        while (next != 0 && next <= last) {
            LogSlice slice = logs.lines(of.log(), filter.within(of.runs()), next, AT_A_TIME, LONGEST_LOOK);
            for (NumberedLine line : slice.lines()) {
                if (line.number() <= last) {
                    buffered.write(format.line(of.seen(line), names).getBytes(StandardCharsets.UTF_8));
                    buffered.write('\n');
                }
            }
            next = slice.next();
        }
        buffered.flush();
    }
}
