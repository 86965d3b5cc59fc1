package dev.reeve.engine.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.Inputs;
import dev.reeve.Output;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.serial.JsonSerializer;
import dev.reeve.state.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that others stumble over, wherever a text can be; and what must not be in a record. */
final class HostileTest {
    @TempDir
    Path directory;

    private static List<String> naughty() throws IOException {
        List<String> texts = new ArrayList<>(List.of("\ud800", "a\udc00b", "\u0000", "x".repeat(100_000)));
        try (InputStream in =
                Objects.requireNonNull(HostileTest.class.getResourceAsStream("/badinput/blns.base64.json"))) {
            Matcher quoted = Pattern.compile("\"([A-Za-z0-9+/=]*)\"").matcher(new String(in.readAllBytes(), UTF_8));
            while (quoted.find()) {
                texts.add(new String(Base64.getDecoder().decode(quoted.group(1)), UTF_8));
            }
        }
        assertThat(texts).hasSizeGreaterThan(500);
        return texts;
    }

    static String echo(String text) {
        return text;
    }

    static String login(Secret token) {
        return TaskRun.current().secret("token").reveal().length()
                + token.reveal().substring(0, 0);
    }

    @Test
    void everyTextSurvivesAsParameterReasonKeyAnswerAndArtifact() throws IOException {
        Flow flow = Flow.define("echo", f -> f.task(HostileTest::echo, f.parameter("text", "")));
        ParameterRecords parameters = new ParameterRecords(new JsonSerializer());
        for (String text : naughty()) {
            HeapRecords disk = new HeapRecords();
            Recorder recorder = new Recorder(new Records(disk), Written.AT_ONCE);
            Opening asked = Written.opening(1);
            List<RecordedParameter> written = parameters.of(flow.graph(), Map.of("text", text));
            Journal journal = recorder.begin(
                    new Opening(
                            1,
                            text.isBlank() ? "id" : text,
                            text,
                            "echo",
                            null,
                            "",
                            asked.began(),
                            asked.scheduled(),
                            "UTC",
                            written,
                            asked.options(),
                            asked.code(),
                            asked.results(),
                            asked.runner()),
                    flow.graph());
            journal.stored(0, -1, text, text);
            journal.answered(0, -1, text, text);
            TaskArtifact kept = new TaskArtifact("echo", -1, 1, asked.began(), Artifact.markdown("text", text));
            journal.artifact(0, kept);
            journal.failed(0, -1, 1, text);
            journal.changed(0, -1, State.Pending.NOW, new State.Skipped(text), asked.began());
            journal.publish();
            journal.rest(true);
            RecordedRun run =
                    new Records(disk).read(text.isBlank() ? "id" : text).orElseThrow();
            RecordedTask task = run.task("echo").orElseThrow();
            assertThat(run.name()).isEqualTo(text);
            assertThat(task.state(-1)).isEqualTo(new State.Skipped(StateCode.shortened(text)));
            assertThat(task.stored(-1)).contains(new Stored(text, text));
            assertThat(task.traces(-1)).containsExactly(new RecordedTrace(1, 1, text));
            assertThat(task.answers(-1)).containsExactly(new RecordedAnswer(text, text));
            assertThat(task.artifacts(-1)).containsExactly(kept);
            assertThat(parameters.values(flow.graph(), run.opening().parameters(), Map.of()))
                    .isEqualTo(Map.of("text", text));
        }
    }

    @Test
    void namesOfFilesAreTamedAndDiffer() throws IOException {
        List<String> names = naughty().stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .map(RunFiles::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_.\\[\\]%~-]{1,160}\\.run"));
        assertThat(RunFiles.name("../../etc")).doesNotContain("/").doesNotStartWith(".");
    }

    @Test
    void theValueOfASecretIsNowhereInTheDirectory() throws IOException {
        Flow flow = Flow.define("login", f -> {
            Output<String> in = f.task(HostileTest::login, Inputs.secret("token"));
            f.task(HostileTest::echo, in);
        });
        FlowRun run = flow.run(RunOptions.DEFAULT.recordsIn(directory).secrets(name -> Optional.of("canary-7261")));
        assertThat(run.state().isSuccessful())
                .as(String.valueOf(run.task("login").error()))
                .isTrue();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("canary");
            }
        }
        assertThat(Records.in(directory)
                        .read(run.id())
                        .orElseThrow()
                        .structure()
                        .node("login")
                        .orElseThrow()
                        .inputs())
                .containsExactly("secret token");
    }
}
