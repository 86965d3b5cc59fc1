package dev.reeve.engine.record;

import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why runs began, as bytes. The numbers of the fields and the names of the causes are part of the format. */
final class OccasionCode {
    private OccasionCode() {}

    static Bytes write(Occasion occasion) {
        Bytes out = new Bytes(64);
        Fields.Writer fields = new Fields.Writer(out)
                .text(1, occasion.cause().name().toLowerCase(Locale.ROOT))
                .said(2, occasion.words());
        DataInterval interval = occasion.interval();
        if (interval != null) {
            fields.instant(3, interval.from()).instant(4, interval.to());
        }
        return out;
    }

    /** Null if nothing is said, or something that a later version knows. */
    static @Nullable Occasion read(List<Scan> parts) throws DamagedRecordException {
        if (parts.isEmpty()) {
            return null;
        }
        Fields.Reader fields = new Fields.Reader(parts.getFirst());
        String name = fields.text(1);
        for (Occasion.Cause cause : Occasion.Cause.values()) {
            if (cause.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new Occasion(cause, interval(fields), null, fields.text(2));
            }
        }
        return null;
    }

    private static @Nullable DataInterval interval(Fields.Reader fields) throws DamagedRecordException {
        Instant from = fields.instant(3).orElse(null);
        Instant to = fields.instant(4).orElse(null);
        return from == null || to == null || to.isBefore(from) ? null : new DataInterval(from, to);
    }
}
