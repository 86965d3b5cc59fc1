package dev.reeve.server.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Logs by the numbers of their lines. Thread-safe. However long a log and its lines are, an answer is short and comes soon:
 * it says from where to go on.
 */
public final class LogReader {
    private static final long WINDOW = 50_000;
    private static final long MOST_BYTES = 2 << 20;

    private static final String LINES = """
            select * from (select *, sum(octet_length(message)) over (order by seq) - octet_length(message) as bytes
                from (select * from log_line where run_id = :run and epoch = :epoch and seq >= :from and seq < :to
            """;
    private static final String AS_MANY = """
             order by seq limit :most) as found) as sized
            where bytes < :bytes order by seq
            """;

    private final Tables tables;

    LogReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * Lines from a number on.
     *
     * @param most how many at most; fewer if they are long, or if it takes longer than that to find them
     */
    public LogSlice lines(UUID run, LogFilter filter, long from, int most, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        return tables.withHandle(handle -> {
            List<LogPiece> pieces = LogPiece.of(handle, run, from);
            long total = pieces.isEmpty() ? total(handle, run) : LogPiece.total(pieces);
            List<NumberedLine> lines = new ArrayList<>();
            long bytes = 0;
            for (LogPiece piece : pieces) {
                long next = Math.max(from, piece.firstLine());
                while (next < piece.endLine()) {
                    if (lines.size() >= most || bytes >= MOST_BYTES || System.nanoTime() > end) {
                        return new LogSlice(lines, next, total);
                    }
                    long to = Math.min(piece.endLine(), next + WINDOW);
                    int room = most - lines.size();
                    List<NumberedLine> found = window(handle, run, filter, piece, next, to, room, MOST_BYTES - bytes);
                    lines.addAll(found);
                    bytes += found.stream()
                            .mapToLong(each -> each.line().message().getBytes(StandardCharsets.UTF_8).length)
                            .sum();
                    boolean whole = found.size() < room && bytes < MOST_BYTES;
                    next = whole ? to : found.getLast().number() + 1;
                }
            }
            return new LogSlice(lines, 0, total);
        });
    }

    private static List<NumberedLine> window(
            Handle handle, UUID run, LogFilter filter, LogPiece piece, long from, long to, int most, long bytes) {
        return bound(handle, LINES + filter.conditions() + AS_MANY, run, filter, piece, from, to)
                .bind("most", most)
                .bind("bytes", bytes)
                .map((row, context) -> new NumberedLine(piece.line(row.getLong("seq")), line(row)))
                .list();
    }

    private static Query bound(
            Handle handle, String sql, UUID run, LogFilter filter, LogPiece piece, long from, long to) {
        return handle.createQuery(sql)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("run", run)
                .bind("epoch", piece.epoch())
                .bind("from", piece.seq(from))
                .bind("to", piece.seq(to))
                .bind("level", filter.leastLevel())
                .bind("task", filter.task())
                .bind("child", filter.child())
                .bindArray("inner", UUID.class, filter.inner())
                .bind("own", filter.inner().isEmpty() ? null : filter.inner().getFirst())
                .bind("logger", Texts.clean(filter.logger()))
                .bind("text", Texts.clean(filter.text()));
    }

    /**
     * The numbers of lines, from a number on.
     *
     * @param most how many numbers are answered; all are counted
     * @param longest how long to look: {@link LogHits#searched} says how far that went
     */
    public LogHits search(UUID run, LogFilter filter, long from, int most, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        return tables.withHandle(handle -> {
            List<LogPiece> pieces = LogPiece.of(handle, run, from);
            long total = pieces.isEmpty() ? total(handle, run) : LogPiece.total(pieces);
            List<Long> hits = new ArrayList<>();
            long count = 0;
            long searched = from - 1;
            for (LogPiece piece : pieces) {
                long next = Math.max(from, piece.firstLine());
                while (next < piece.endLine()) {
                    if (System.nanoTime() > end) {
                        return new LogHits(hits, count, searched, total);
                    }
                    long to = Math.min(piece.endLine(), next + WINDOW);
                    count += hits(handle, run, filter, piece, next, to, most, hits);
                    searched = to - 1;
                    next = to;
                }
            }
            return new LogHits(hits, count, Math.min(searched, total), total);
        });
    }

    /** Where only the number of hits counts, none are sent. */
    private static long hits(
            Handle handle, UUID run, LogFilter filter, LogPiece piece, long from, long to, int most, List<Long> into) {
        String where = " from log_line where run_id = :run and epoch = :epoch and seq >= :from and seq < :to "
                + filter.conditions();
        if (into.size() >= most) {
            return bound(handle, "select count(*)" + where, run, filter, piece, from, to)
                    .mapTo(Long.class)
                    .one();
        }
        List<Long> found = bound(handle, "select seq" + where + " order by seq", run, filter, piece, from, to)
                .mapTo(Long.class)
                .list();
        found.stream().limit(most - into.size()).forEach(seq -> into.add(piece.line(seq)));
        return found.size();
    }

    /** How many lines the run has. */
    public long total(UUID run) {
        return tables.withHandle(handle -> total(handle, run));
    }

    private static long total(Handle handle, UUID run) {
        return handle.createQuery(
                        "select first_line + lines - 1 from log_piece where run_id = ? order by first_line desc limit 1")
                .bind(0, run)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** The numbers of lines that were found otherwise. */
    public List<NumberedLine> numbered(UUID run, List<LogLine> lines) {
        List<LogPiece> pieces = tables.withHandle(handle -> LogPiece.of(handle, run, 0));
        return lines.stream()
                .map(line -> new NumberedLine(
                        pieces.stream()
                                .filter(piece -> piece.has(line.epoch(), line.seq()))
                                .mapToLong(piece -> piece.line(line.seq()))
                                .findFirst()
                                .orElse(0),
                        line))
                .toList();
    }

    static LogLine line(ResultSet row) throws SQLException {
        Integer task = row.getObject("task", Integer.class);
        return new LogLine(
                row.getInt("epoch"),
                row.getLong("seq"),
                Rows.instant(row, "at"),
                row.getInt("level"),
                task == null ? null : new TaskKey(task, row.getInt("map_index")),
                row.getString("logger"),
                row.getString("message"),
                inner(row));
    }

    private static TaskKey.@Nullable InRun inner(ResultSet row) throws SQLException {
        UUID run = row.getObject("inner_run", UUID.class);
        return run == null
                ? null
                : new TaskKey.InRun(run, new TaskKey(row.getInt("inner_task"), row.getInt("inner_index")));
    }
}
