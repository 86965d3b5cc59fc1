package dev.reeve.server.trace;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The requests of OTLP for traces, in Protocol Buffers: fields by the numbers of opentelemetry-proto 1. */
final class Otlp {
    private static final int INTERNAL = 1;
    private static final int ERROR = 2;
    private static final int LONGEST_TEXT = 2_000;

    private final String version;

    /** {@code version} is that of this program. */
    Otlp(String version) {
        this.version = version;
    }

    /** A span as it stands in a request. */
    static byte[] span(Span span) {
        Protobuf out = new Protobuf()
                .bytes(1, HexFormat.of().parseHex(span.trace()))
                .bytes(2, HexFormat.of().parseHex(span.id()));
        if (!span.parent().isEmpty()) {
            out.bytes(4, HexFormat.of().parseHex(span.parent()));
        }
        out.text(5, cut(span.name()))
                .number(6, INTERNAL)
                .fixed(7, nanos(span.start()))
                .fixed(8, nanos(span.end()));
        attributes(out, 9, span.attributes());
        for (Span.Happening each : span.events()) {
            Protobuf event = new Protobuf().fixed(1, nanos(each.at())).text(2, each.name());
            if (!each.message().isEmpty()) {
                event.message(3, attribute("reeve.message", each.message()));
            }
            out.message(11, event);
        }
        if (span.error() != null) {
            out.message(15, new Protobuf().text(2, cut(span.error())).number(3, ERROR));
        }
        return out.bytes();
    }

    /** One request with those spans. */
    byte[] request(List<byte[]> spans) {
        Protobuf resource = new Protobuf();
        attributes(resource, 1, Map.of("service.name", "reeve", "service.version", version));
        Protobuf scope = new Protobuf()
                .message(1, new Protobuf().text(1, "dev.reeve.server").text(2, version));
        spans.forEach(span -> scope.bytes(2, span));
        return new Protobuf()
                .message(1, new Protobuf().message(1, resource).message(2, scope))
                .bytes();
    }

    private static void attributes(Protobuf out, int field, Map<String, Object> attributes) {
        attributes.forEach((key, value) -> out.message(field, attribute(key, value)));
    }

    private static Protobuf attribute(String key, Object value) {
        Protobuf any = value instanceof Number number
                ? new Protobuf().number(3, number.longValue())
                : new Protobuf().text(1, cut(String.valueOf(value)));
        return new Protobuf().text(1, key).message(2, any);
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /**
     * How many spans the collector did not take of a request that it took.
     *
     * @return 0 also where the answer cannot be read
     */
    static long rejected(byte[] answer) {
        ByteBuffer in = ByteBuffer.wrap(answer);
        try {
            long tag = in.hasRemaining() ? varint(in) : 0;
            if (tag != (1 << 3 | 2)) {
                return 0;
            }
            varint(in); // its length; nothing comes behind it
            return in.hasRemaining() && varint(in) == 1 << 3 ? Math.max(0, varint(in)) : 0;
        } catch (java.nio.BufferUnderflowException e) {
            return 0;
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }
}
