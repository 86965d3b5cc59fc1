package dev.reeve.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.TypeRef;
import dev.reeve.engine.TaskExecutors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunJsonTest {
    record Password(String reveal) implements Secret {
        @Override
        public String name() {
            return "password";
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    record Login(String user, Secret password) {}

    @Test
    void secretsAreNeverWritten() throws IOException {
        Flow flow = Flow.define("login", f -> {
            f.parameter("password", Secret.class);
            f.parameter("login", Login.class);
            f.action(() -> {}).named("nothing");
        });
        Secret password = new Password("hunter2");
        String json = json(flow, Map.of("password", password, "login", new Login("ann", password)));
        assertThat(json).doesNotContain("hunter2").contains("\"password\":\"***\"", "ann");
    }

    @Test
    void aTaskThatDidNotRunHasNoTimes() throws IOException {
        Flow flow = Flow.define("failing", f -> {
            var first = f.action(() -> {
                        throw new IllegalStateException("quote \" and line\nbreak");
                    })
                    .named("first");
            f.action(() -> {}).named("second").after(first);
        });
        JsonNode tasks = new JsonMapper().readTree(json(flow, Map.of())).get("tasks");
        assertThat(tasks.get(0).get("error").get("message").asString()).isEqualTo("quote \" and line\nbreak");
        assertThat(tasks.get(1).get("state").asString()).isEqualTo("TriggerFailed");
        assertThat(tasks.get(1).get("attempts").asInt()).isZero();
        assertThat(tasks.get(1).get("start").isNull()).isTrue();
        assertThat(tasks.get(1).get("duration").isNull()).isTrue();
        assertThat(tasks.get(1).get("error").get("message").asString()).isNotEmpty();
    }

    /** Such as a cut through the middle of an emoji leaves it: no UTF-8 can say it, and jq refuses its escape. */
    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() throws IOException {
        Flow flow = Flow.define("half", f -> {
            f.parameter("text", "");
            f.parameter("number", 0.0);
            f.parameter("words", new TypeRef<Map<String, List<String>>>() {}, Map.of());
            f.action(() -> {
                        throw new IllegalStateException("cut \ud83d off, \ude00 too, whole \ud83d\ude00");
                    })
                    .named("first");
        });
        Map<String, Object> parameters =
                Map.of("text", "a\udc00b \\ud800", "number", 0.1, "words", Map.of("k\ud800", List.of("\ud83d")));
        String json = json(flow, parameters);

        assertThat(json).doesNotContainPattern("(?<!\\\\)\\\\u[dD][89a-fA-F]");
        JsonNode read = new JsonMapper().readTree(json);
        assertThat(read.get("tasks").get(0).get("error").get("message").asString())
                .isEqualTo("cut \ufffd off, \ufffd too, whole \ud83d\ude00");
        assertThat(read.get("parameters").get("text").asString()).isEqualTo("a\ufffdb \\ud800");
        assertThat(read.get("parameters").toString())
                .contains("\"number\":0.1", "\"words\":{\"k\ufffd\":[\"\ufffd\"]}");
    }

    private static String json(Flow flow, Map<String, Object> parameters) throws IOException {
        FlowRun run = flow.run(RunOptions.DEFAULT.parameters(parameters).executor(TaskExecutors.inThread()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunJson.write(run, out);
        return StandardCharsets.UTF_8 // a new decoder is strict
                .newDecoder()
                .decode(ByteBuffer.wrap(out.toByteArray()))
                .toString();
    }
}
