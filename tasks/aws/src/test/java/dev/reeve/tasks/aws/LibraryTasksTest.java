package dev.reeve.tasks.aws;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.state.Backoff;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The tasks as a flow uses them. */
class LibraryTasksTest {
    record CsvFile(String filename, String text) {}

    static CsvFile prepare(List<String> texts, List<byte[]> parts) {
        return new CsvFile("all-" + parts.size() + ".csv", String.join("", texts));
    }

    private static final Flow FLOW = Flow.define("from-lake-to-bucket", f -> {
        Parameter<URI> bucket = f.parameter("bucket", URI.create("file:reeve-demo"));
        Output<List<URI>> objects = f.task(S3::list, value(URI.create("s3://lake/orders/")));
        Output<List<String>> texts = f.map(S3::readText, each(objects));
        Output<List<byte[]>> parts = f.map(S3::readBytes, each(objects));
        Output<CsvFile> csv = f.task(LibraryTasksTest::prepare, texts, parts);
        f.action(Buckets::upload, bucket, csv.get(CsvFile::filename), csv.get(CsvFile::text));
        f.action(Buckets::uploadBytes, bucket, value("x.bin"), value(new byte[] {1}));
        f.action(Buckets::upload, bucket, value("x.csv"), value("x")).retries(0);
    });

    private static NodeSettings settings(String node) {
        FlowGraph graph = FLOW.graph();
        return graph.nodes().stream()
                .filter(found -> found.name().equals(node))
                .findFirst()
                .orElseThrow()
                .settings();
    }

    @Test
    void theyAreNamedByTheirMethods() {
        assertThat(FLOW.graph().nodes())
                .extracting(GraphNode::name)
                .containsExactly("list", "read_text", "read_bytes", "prepare", "upload", "upload_bytes", "upload-2");
    }

    @Test
    void whatMayPassIsTriedAgainAndAMistakeIsNot() {
        for (String node : List.of("list", "read_text", "read_bytes", "upload", "upload_bytes")) {
            NodeSettings settings = settings(node);
            assertThat(settings.policy().retries()).as(node).isEqualTo(3);
            assertThat(settings.backoff()).isEqualTo(Backoff.constant(Duration.ofSeconds(2)));
            Predicate<Throwable> retried = Objects.requireNonNull(settings.retryOn());
            assertThat(retried.test(new UnavailableException("down", new ConnectException())))
                    .isTrue();
            assertThat(retried.test(new NoSuchFileException("s3://a/b"))).isFalse();
            assertThat(retried.test(new IOException("access denied"))).isFalse();
            assertThat(retried.test(new IllegalArgumentException("gs:"))).isFalse();
        }
    }

    @Test
    void aCallDecidesOtherwise() {
        assertThat(settings("upload-2").policy().retries()).isZero();
    }
}
