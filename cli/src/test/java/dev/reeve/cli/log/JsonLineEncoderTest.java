package dev.reeve.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLineEncoderTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Logger logger = (Logger) LoggerFactory.getLogger("shop");

    private JsonNode line(LoggingEvent event) {
        String text = new String(new JsonLineEncoder().encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        assertThat(text.strip()).doesNotContain("\n", "\r", "\u2028\n");
        return STRICT.readTree(text);
    }

    private LoggingEvent event(String message, Throwable thrown, Object... arguments) {
        return new LoggingEvent("x", logger, Level.INFO, message, thrown, arguments);
    }

    @Test
    void whatALineSaysBreaksNoLine() {
        String hostile = "a\nb\r\nc\u0000\u001b[2J\"}{\\ \ud83d end";

        JsonNode line = line(event("said {}", new IllegalStateException(hostile), hostile));

        assertThat(line.get("message").asString()).contains("a\nb\r\nc\u0000\u001b[2J\"}{\\ \ufffd end");
        assertThat(line.get("error").asString()).startsWith("java.lang.IllegalStateException: a\nb");
        assertThat(line.get("level").asString()).isEqualTo("INFO");
        assertThat(line.get("logger").asString()).isEqualTo("shop");
        assertThat(line.get("thread").asString())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(line.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void whatIsKnownBesideStandsUnderItsKeyAndNoKeyStandsThereTwice() {
        LoggingEvent event = event("GET /me 200", null);
        event.setMDCPropertyMap(Map.of("request_id", "abc", "message", "not ours"));
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("request_id", "another"));
        event.addKeyValuePair(new KeyValuePair("nothing", null));

        JsonNode line = line(event);

        assertThat(line.get("message").asString()).isEqualTo("GET /me 200");
        assertThat(line.get("_message").asString()).isEqualTo("not ours");
        assertThat(line.get("request_id").asString()).isEqualTo("abc");
        assertThat(line.get("_request_id").asString()).isEqualTo("another");
        assertThat(line.get("status").isInt()).isTrue();
        assertThat(line.get("nothing").asString()).isEqualTo("null");
    }
}
