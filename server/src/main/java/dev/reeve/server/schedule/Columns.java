package dev.reeve.server.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Times as the database has them: to the microsecond, and never rounded up. */
final class Columns {
    private Columns() {}

    static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : micros(time).atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(maybe(row, column), column);
    }

    static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A column of many rows, times as text. */
    static <T> @Nullable Object[] of(Collection<T> rows, Function<T, @Nullable Object> value) {
        @Nullable Object[] column = new @Nullable Object[rows.size()];
        int at = 0;
        for (T row : rows) {
            Object each = value.apply(row);
            column[at++] = each instanceof Instant time ? micros(time).toString() : each;
        }
        return column;
    }
}
