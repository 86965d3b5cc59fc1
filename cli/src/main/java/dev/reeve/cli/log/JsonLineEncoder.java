package dev.reeve.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.reeve.cli.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A log line as a JSON object: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message}, what the
 * MDC holds (of a task {@code flow}, {@code flow_run}, {@code flow_run_name}, {@code task}, {@code task_run}; of a request to a
 * server {@code request_id} and {@code flow_run}), what the line has in pairs of key and value, and {@code error}, the stack
 * trace. No key stands there twice: one that is taken gets a line below before it.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private static final Set<String> OURS = Set.of("time", "level", "logger", "thread", "message", "error");

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = StrictJson.to(line)) {
            out.writeStartObject();
            out.writeStringProperty("time", event.getInstant().toString());
            out.writeStringProperty("level", event.getLevel().toString());
            out.writeStringProperty("logger", event.getLoggerName());
            out.writeStringProperty("thread", event.getThreadName());
            more(event).forEach((key, value) -> write(out, key, value));
            out.writeStringProperty("message", String.valueOf(event.getFormattedMessage()));
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                out.writeStringProperty("error", ThrowableProxyUtil.asString(thrown));
            }
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static Map<String, Object> more(ILoggingEvent event) {
        Map<String, Object> more = new LinkedHashMap<>();
        event.getMDCPropertyMap().forEach((key, value) -> put(more, key, value));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> put(more, pair.key, String.valueOf(pair.value), pair.value));
        }
        return more;
    }

    private static void put(Map<String, Object> more, String key, String text) {
        put(more, key, text, text);
    }

    private static void put(Map<String, Object> more, String key, String text, @Nullable Object value) {
        String free = key;
        while (OURS.contains(free) || more.containsKey(free)) {
            free = "_" + free;
        }
        more.put(free, value instanceof Long || value instanceof Integer ? value : text);
    }

    private static void write(JsonGenerator out, String key, Object value) {
        if (value instanceof Number number) {
            out.writeNumberProperty(key, number.longValue());
        } else {
            out.writeStringProperty(key, String.valueOf(value));
        }
    }
}
