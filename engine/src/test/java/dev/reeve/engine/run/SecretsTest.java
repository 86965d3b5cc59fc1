package dev.reeve.engine.run;

import static dev.reeve.Inputs.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.Secret;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.artifact.Artifact;
import dev.reeve.state.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretsTest {
    record Login(String user, int port) {}

    private static final String CANARY = "canary-of-the-engine-4711";
    private static final RunOptions OPTIONS = RunOptions.DEFAULT.secrets(name -> Optional.ofNullable(
            Map.of("login", "{\"user\":\"etl\",\"port\":5432}", "key", CANARY).get(name)));

    static String login(Secret login) {
        Login read = login.reveal(Login.class);
        return read.user() + "@" + read.port() + " " + login.reveal(Map.class).size();
    }

    static int wrong(Secret key) {
        return key.reveal(Login.class).port();
    }

    static int fails(Secret key) {
        throw new IllegalStateException("refused " + key.reveal());
    }

    static int skips(Secret key) {
        throw Signal.skip("not with " + key.reveal());
    }

    static int keeps(Secret key) {
        TaskRun.current().artifact(Artifact.table("t", List.of("k"), List.of(List.of("is " + key.reveal()))));
        return 1;
    }

    @Test
    void aSecretIsReadAsWhatItsJsonHolds() {
        Flow flow = Flow.define("typed", f -> f.task(SecretsTest::login, secret("login")));
        assertThat(flow.run(OPTIONS).task("login").value()).isEqualTo("etl@5432 2");
    }

    @Test
    void aSecretThatIsNoJsonOfTheTypeFailsItsTaskAndDoesNotShow() {
        Flow flow = Flow.define("wrong", f -> f.task(SecretsTest::wrong, secret("key")));
        FlowRun run = flow.run(OPTIONS);
        assertThat(run.task("wrong").error().orElseThrow().message())
                .contains("the secret \"key\" cannot be read as a ")
                .doesNotContain("canary");
    }

    @Test
    void messagesOfStatesAndArtifactsShowStars() {
        Flow flow = Flow.define("hidden", f -> {
            f.task(SecretsTest::fails, secret("key"));
            f.task(SecretsTest::skips, secret("key"));
            f.task(SecretsTest::keeps, secret("key"));
        });
        FlowRun run = flow.run(OPTIONS);
        assertThat(run.task("fails").state().message()).contains("refused ***").doesNotContain("canary");
        assertThat(run.task("skips").state())
                .isInstanceOfSatisfying(
                        State.Skipped.class,
                        skipped -> assertThat(skipped.message()).contains("not with ***"));
        assertThat(run.artifacts().getFirst().artifact())
                .isEqualTo(Artifact.table("t", List.of("k"), List.of(List.of("is ***"))));
    }

    @Test
    void whileAFlowIsDefinedThereIsNoSecretToAskFor() {
        assertThatThrownBy(() -> Flow.define(
                        "early",
                        f -> f.parameter("p", TaskRun.current().secret("key").reveal())))
                .hasMessageContaining("While a flow is defined")
                .hasMessageContaining("secret(\"name\")");
    }

    @Test
    void aSecretThatNobodyKnowsSaysWhereOneCanBePut() {
        Flow flow = Flow.define("unknown", f -> f.task(SecretsTest::wrong, secret("shop-token")));
        assertThat(flow.run(OPTIONS).task("wrong").error().orElseThrow().message())
                .contains(
                        "no secret \"shop-token\" is known", "REEVE_SECRET_SHOP_TOKEN", "reeve secret set shop-token");
    }
}
