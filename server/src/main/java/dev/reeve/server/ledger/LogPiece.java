package dev.reeve.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lines of one epoch that came one after the other: their numbers as lines, and as their writer counts them. */
record LogPiece(long firstLine, int epoch, long firstSeq, long lines) {
    /** Those of a run that have lines from that one on. */
    static List<LogPiece> of(Handle handle, UUID run, long fromLine) {
        return handle.createQuery("""
                        select * from log_piece where run_id = :run and first_line + lines > :from order by first_line
                        """)
                .bind("run", run)
                .bind("from", fromLine)
                .map((row, context) -> of(row))
                .list();
    }

    private static LogPiece of(ResultSet row) throws SQLException {
        return new LogPiece(
                row.getLong("first_line"), row.getInt("epoch"), row.getLong("first_seq"), row.getLong("lines"));
    }

    /** How many lines they all are; pieces to the last one. */
    static long total(List<LogPiece> pieces) {
        return pieces.isEmpty() ? 0 : pieces.getLast().endLine() - 1;
    }

    /** The number of the line behind it. */
    long endLine() {
        return firstLine + lines;
    }

    long seq(long line) {
        return line - firstLine + firstSeq;
    }

    long line(long seq) {
        return seq - firstSeq + firstLine;
    }

    boolean has(int otherEpoch, long seq) {
        return epoch == otherEpoch && seq >= firstSeq && seq < firstSeq + lines;
    }
}
