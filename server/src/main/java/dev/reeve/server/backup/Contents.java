package dev.reeve.server.backup;

import java.time.Instant;
import java.util.List;

/**
 * What stands before the rows.
 *
 * @param schema the version of the tables: that of the last migration
 * @param takenAt by the database's clock
 * @param keyMark what the server's key looks like from outside, to know it again; empty: it was not there
 * @param partitions what tables by weeks there were
 * @param sequences where numbers go on
 */
record Contents(String schema, Instant takenAt, String keyMark, List<Partition> partitions, List<Sequence> sequences) {
    Contents {
        partitions = List.copyOf(partitions);
        sequences = List.copyOf(sequences);
    }

    /**
     * A part of a table.
     *
     * @param bound as PostgreSQL writes it
     */
    record Partition(String name, String of, String bound) {}

    /** The next number is {@code last}, or the one after it if that was {@code called}. */
    record Sequence(String name, long last, boolean called) {}

    /** What stands before the rows of a table. */
    record Table(String name, List<String> columns) {
        Table {
            columns = List.copyOf(columns);
        }
    }

    /** What stands after them. */
    record End(long rows) {}
}
