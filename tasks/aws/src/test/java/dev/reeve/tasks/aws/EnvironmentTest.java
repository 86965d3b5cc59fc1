package dev.reeve.tasks.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private final S3Server server = S3Server.shared();

    private String run(String bucket, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                FromEnvironment.class.getName(),
                bucket);
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void theEnvironmentIsAllThatAProcessNeeds() throws Exception {
        String bucket = "s3://" + server.bucket();
        assertThat(run(
                        bucket,
                        Map.of(
                                "AWS_ENDPOINT_URL", server.endpoint().toString(),
                                "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                                "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY)))
                .isEqualTo(bucket + "/report.bin has 1 bytes\n" + bucket + "/report.csv has 5 bytes\na,ü\n" + bucket
                        + "/results has kept\n");
    }
}
