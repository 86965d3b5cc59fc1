package dev.reeve.tasks.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The results of a run that is forgotten go from S3 as well. */
class S3RetentionTest {
    private final S3Server server = S3Server.shared();
    private final String bucket = server.bucket();

    @TempDir
    Path records;

    private String process(URI endpoint, String argument) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ForgetfulProcess.class.getName(),
                records.toString(),
                argument);
        builder.environment().put("AWS_ENDPOINT_URL", endpoint.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output.strip();
    }

    private List<String> keys() {
        return server.admin().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String recorded() {
        return String.join(" ", records.toFile().list());
    }

    @Test
    void whatS3DoesNotDeleteIsSaidAndStaysAloneUntilTheNextTime() throws Exception {
        String id = process(server.endpoint(), "s3://" + bucket + "/kept");
        assertThat(keys()).filteredOn(key -> key.startsWith("kept/runs/" + id)).hasSize(7);
        try (StubbornS3 stubborn = new StubbornS3(server, "DELETE /stuck")) {
            assertThat(process(stubborn.endpoint(), id))
                    .startsWith("stays: 1 of 6 objects below s3://" + bucket + "/kept/runs/" + id + "/ stay: ")
                    .contains("deleting s3://" + bucket + "/kept/runs/" + id + "/stuck/")
                    .contains("a lock holds it");
        }
        assertThat(keys())
                .filteredOn(key -> key.startsWith("kept/runs/" + id + "/"))
                .singleElement()
                .asString()
                .contains("/stuck/");
        assertThat(recorded()).as("the record says where the result is").contains(id);
        assertThat(process(server.endpoint(), id)).isEqualTo("gone");
        assertThat(keys())
                .as("a target is shared, and stays")
                .singleElement()
                .asString()
                .contains("aimed.json");
        assertThat(recorded()).doesNotContain(id);
    }

    @Test
    void whereS3DoesNotListTheRecordKnowsWhatThereIs() throws Exception {
        String id = process(server.endpoint(), "s3://" + bucket + "/kept");
        try (StubbornS3 stubborn = new StubbornS3(server, "GET list-type", "DELETE /stuck")) {
            assertThat(process(stubborn.endpoint(), id))
                    .startsWith("stays: 1 of 6 results stay: ")
                    .contains("/stuck/");
        }
        assertThat(keys())
                .filteredOn(key -> key.startsWith("kept/runs/" + id + "/"))
                .hasSize(1);
        try (StubbornS3 stubborn = new StubbornS3(server, "GET list-type")) {
            assertThat(process(stubborn.endpoint(), id)).isEqualTo("gone");
        }
        assertThat(keys()).hasSize(1);
    }
}
