package dev.reeve.engine.spill;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What stands before each part of a value in plain form, which brings data back exactly as it was: numbers, texts, arrays,
 * the usual collections, and records and enums of these. It is written and read by one process, so it has no version.
 */
enum PlainForm {
    NULL,
    FALSE,
    TRUE,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    CHAR,
    NARROW_TEXT,
    WIDE_TEXT,
    BYTES,
    INTS,
    LONGS,
    DOUBLES,
    AS_TEXT,
    ENUM,
    RECORD,
    OPTIONAL,
    FIXED_LIST,
    ARRAY_LIST,
    FIXED_MAP,
    HASH_MAP,
    LINKED_MAP,
    TREE_MAP,
    FIXED_SET,
    HASH_SET,
    LINKED_SET;

    private static final PlainForm[] ALL = values();

    /** More of them in each other than that are no data. */
    static final int DEEPEST = 64;

    /** A class whose values are one text and nothing else. */
    record Textual(Class<?> type, Function<String, Object> read) {}

    static final List<Textual> TEXTUAL = List.of(
            new Textual(BigDecimal.class, BigDecimal::new),
            new Textual(BigInteger.class, BigInteger::new),
            new Textual(Instant.class, Instant::parse),
            new Textual(LocalDate.class, LocalDate::parse),
            new Textual(LocalDateTime.class, LocalDateTime::parse),
            new Textual(LocalTime.class, LocalTime::parse),
            new Textual(Duration.class, Duration::parse),
            new Textual(UUID.class, UUID::fromString),
            new Textual(URI.class, URI::create));

    static PlainForm of(byte ordinal) {
        return ALL[ordinal];
    }
}
