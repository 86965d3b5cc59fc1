package dev.reeve.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of many rows as the parameters of one statement, which unnests them. Not thread-safe. */
final class SqlArrays {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Connection connection;
    private final PreparedStatement statement;
    private int next = 1;

    SqlArrays(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** A column of that SQL type. */
    <T> SqlArrays column(String type, Collection<T> rows, Function<T, @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        int at = 0;
        for (T row : rows) {
            Object each = value.apply(row);
            values[at++] = each instanceof Instant instant ? text(instant) : each;
        }
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }

    /** A column of bytes, which the driver takes in no other form. */
    <T> SqlArrays bytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        statement.setArray(next++, connection.createArrayOf("bytea", values));
        return this;
    }

    /** As text, with its zone; what PostgreSQL cannot keep is the first or last that it can. */
    static String text(Instant instant) {
        return (instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant).toString();
    }

    SqlArrays text(String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    SqlArrays number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }
}
