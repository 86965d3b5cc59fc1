package dev.reeve.tasks.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
    private static final URI MINIO = URI.create("http://localhost:9000");

    @Test
    void anEmptyEnvironmentMeansAws() {
        S3Settings settings = S3Settings.from(Map.of());
        assertThat(settings)
                .isEqualTo(new S3Settings(
                        null, null, null, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10)));
        assertThat(settings.usesPathStyle()).isFalse();
    }

    @Test
    void anEndpointPutsTheBucketIntoThePathUnlessToldOtherwise() {
        Map<String, String> endpoint = Map.of("AWS_ENDPOINT_URL", "http://localhost:9000");
        assertThat(S3Settings.from(endpoint).endpoint()).isEqualTo(MINIO);
        assertThat(S3Settings.from(endpoint).usesPathStyle()).isTrue();
        assertThat(S3Settings.from(Map.of("AWS_ENDPOINT_URL", MINIO.toString(), "REEVE_S3_PATH_STYLE", "False"))
                        .usesPathStyle())
                .isFalse();
        assertThat(S3Settings.from(Map.of("REEVE_S3_PATH_STYLE", "true")).usesPathStyle())
                .isTrue();
    }

    @Test
    void theEndpointOfS3WinsOverTheGeneralOne() {
        Map<String, String> both =
                Map.of("AWS_ENDPOINT_URL", "http://general:1", "AWS_ENDPOINT_URL_S3", " http://localhost:9000 ");
        assertThat(S3Settings.from(both).endpoint()).isEqualTo(MINIO);
    }

    @Test
    void endpointsCanBeSwitchedOff() {
        assertThat(S3Settings.from(Map.of(
                                "AWS_ENDPOINT_URL", MINIO.toString(), "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))
                        .endpoint())
                .isNull();
    }

    @Test
    void theRegionIsTakenFromEitherVariable() {
        assertThat(S3Settings.from(Map.of("AWS_DEFAULT_REGION", "eu-west-1")).region())
                .isEqualTo("eu-west-1");
        assertThat(S3Settings.from(Map.of("AWS_DEFAULT_REGION", "eu-west-1", "AWS_REGION", "eu-central-1"))
                        .region())
                .isEqualTo("eu-central-1");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        assertThat(S3Settings.from(Map.of("AWS_ENDPOINT_URL", "", "AWS_REGION", " ", "REEVE_S3_PATH_STYLE", "")))
                .isEqualTo(S3Settings.DEFAULTS);
    }

    @Test
    void aSwitchThatIsNeitherTrueNorFalseIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Settings.from(Map.of("REEVE_S3_PATH_STYLE", "yes")))
                .withMessage("REEVE_S3_PATH_STYLE is \"yes\"; write true or false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9000",
                "ftp://host",
                "http:host",
                "not a url",
                "http://me:hunter2@host:9000",
                "http://me:hunter2@host:port x",
                "http://host?hunter2"
            })
    void anEndpointThatIsNoneIsNamedWithoutItsPassword(String endpoint) {
        Throwable e = catchThrowable(() -> S3Settings.from(Map.of("AWS_ENDPOINT_URL_S3", endpoint)));
        assertThat(e)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("AWS_ENDPOINT_URL_S3")
                .hasMessageContaining("Write http://HOST:PORT");
        StringWriter all = new StringWriter();
        e.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain("hunter2");
    }

    @Test
    void timeoutsArePositive() {
        Duration second = Duration.ofSeconds(1);
        assertThat(S3Settings.DEFAULTS.withTimeouts(second, second, second).readTimeout())
                .isEqualTo(second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Settings.DEFAULTS.withTimeouts(second, Duration.ZERO, second))
                .withMessageContaining("readTimeout");
    }
}
