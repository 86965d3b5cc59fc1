package dev.reeve.server.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:4318, http://localhost:4318/v1/traces",
        "http://localhost:4318/, http://localhost:4318/v1/traces",
        "https://[::1]:4318/otlp/, https://[::1]:4318/otlp/v1/traces",
        "https://collector.example/v1/traces, https://collector.example/v1/traces"
    })
    void tracesGoToThePathThatOtlpNames(String said, String meant) {
        assertThat(TraceOptions.parse(said, "").endpoint()).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4318",
                "ftp://localhost",
                "http://",
                "http://a b",
                "http://user:word@localhost",
                "http://localhost/?key=1",
                "http://localhost/#x"
            })
    void whatIsNoAddressOfACollectorIsRefused(String said) {
        assertThatThrownBy(() -> TraceOptions.parse(said, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("collector");
    }

    @Test
    void headersAreNamesAndValuesAndNeverShown() {
        TraceOptions options = TraceOptions.parse("http://c", " X-Key = top%2Csecret, authorization=Bearer%20abc=");

        assertThat(options.headers()).isEqualTo(Map.of("x-key", "top,secret", "authorization", "Bearer abc="));
        assertThat(options.toString()).contains("x-key").doesNotContain("secret", "abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hidden", "=hidden", "a b=hidden", "host=hidden", "Content-Type=hidden", "a=hid\nden", "a=hidé"})
    void headersThatCannotBeMeantAreRefusedWithoutTheirValues(String said) {
        assertThatThrownBy(() -> TraceOptions.parse("http://c", said))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REEVE_OTLP_HEADERS")
                .hasMessageNotContaining("hid");
    }
}
