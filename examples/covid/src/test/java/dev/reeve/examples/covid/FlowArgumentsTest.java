package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlowArgumentsTest {
    private static Map<String, Object> parsed(String... args) {
        FlowArguments arguments = new FlowArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("flow", CommandLine.Model.CommandSpec.forAnnotatedObject(arguments)))
                .parseArgs(args);
        return arguments.parameters();
    }

    private static URI here(String path) {
        return Path.of(path).toAbsolutePath().toUri();
    }

    @Test
    void withoutOptionsItIsGermanyFromTheBundledEdition() {
        assertThat(parsed())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("country", "Germany", "bucket", here("reeve-demo"), "source", CovidFlow.ECDC_DATA));
    }

    @ParameterizedTest
    @CsvSource({
        "out,out",
        "file:out,out",
        "./a/../out,out",
        "file:out dir/x,out dir/x",
        "/tmp/x,/tmp/x",
        "file:/tmp/x,/tmp/x",
        "file:///tmp/x%20y,/tmp/x y",
        "out#1,out#1",
    })
    void aBucketThatIsADirectoryIsMadeAbsolute(String typed, String path) {
        assertThat(parsed("--bucket", typed)).containsEntry("bucket", here(path));
    }

    @Test
    void theHomeDirectoryMayBeWrittenAsInAShell() {
        assertThat(parsed("--bucket", "file:~/out"))
                .containsEntry("bucket", here(System.getProperty("user.home") + "/out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://name", "s3://name/prefix"})
    void aBucketOfS3StaysAsItIs(String typed) {
        assertThat(parsed("--bucket", typed)).containsEntry("bucket", URI.create(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "s3:name", "s3:///x", "gs://name", "", " ", "file://host/x", "file:"})
    void anotherBucketIsRefusedWithWhatWorks(String typed) {
        assertThatThrownBy(() -> parsed("--bucket", typed))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("'--bucket'")
                .hasMessageContaining(". Give file:DIR, a path, s3://NAME")
                .message()
                .doesNotContain("..");
    }

    @Test
    void dataIsAPathOrAnAddress() {
        assertThat(parsed("--data", "no such.json.gz")).containsEntry("source", here("no such.json.gz"));
        assertThat(parsed("--data", "https://host/x.json")).containsEntry("source", URI.create("https://host/x.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "s3://name/x", "", "http://a b/"})
    void otherDataIsRefusedWithWhatWorks(String typed) {
        assertThatThrownBy(() -> parsed("--data", typed))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("'--data'")
                .hasMessageContaining(". Give a file's path or an http(s) address")
                .message()
                .doesNotContain("..");
    }
}
