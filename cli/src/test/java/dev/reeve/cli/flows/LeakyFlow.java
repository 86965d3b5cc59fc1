package dev.reeve.cli.flows;

import static dev.reeve.Inputs.secret;
import static dev.reeve.Inputs.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.Flow;
import dev.reeve.Loop;
import dev.reeve.Output;
import dev.reeve.Secret;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.Trigger;
import dev.reeve.artifact.Artifact;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to get a secret out in every way that a flow has. */
public final class LeakyFlow {
    record Login(String user, String password) {}

    private LeakyFlow() {}

    static void logs(Secret canary) {
        String value = canary.reveal();
        Logger log = TaskRun.current().logger();
        log.info("the secret {} is {}", canary, value);
        log.warn("in two lines: " + value.substring(0, 9) + "\n" + value.substring(9));
        log.info("in a URL: https://example.org/?key={}", URLEncoder.encode(value, UTF_8));
        log.info("Authorization: Basic {}", base64("shop:" + value));
        log.info("hex {}", HexFormat.of().formatHex(value.getBytes(UTF_8)));
        log.error(
                "with an exception",
                new IllegalStateException("outer " + value, new RuntimeException("inner " + value)));
        LoggerFactory.getLogger("org.example.library").info("a library logs {}", value);
        System.err.println("printed on the error stream: " + value);
        System.out.println("printed: " + value);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static void prints(Secret canary) {
        String value = canary.reveal();
        System.out.print(value.substring(0, 7));
        System.out.println(value.substring(7));
        System.err.println(base64(value));
    }

    static void keeps(Secret canary) {
        String value = canary.reveal();
        TaskRun run = TaskRun.current();
        run.artifact(Artifact.markdown("text", "# The key\n\n`" + value + "`"));
        run.artifact(Artifact.table("table", List.of("key " + value), List.of(List.of(value))));
        run.artifact(Artifact.link("link", URI.create("https://example.org/?key=" + URLEncoder.encode(value, UTF_8))));
        run.artifact(
                Artifact.image("drawing", "image/svg+xml", ("<svg><text>" + value + "</text></svg>").getBytes(UTF_8)));
    }

    static int fails(Secret canary) {
        IllegalStateException thrown = new IllegalStateException(
                "refused: " + canary.reveal(), new RuntimeException("because " + canary.reveal()));
        thrown.addSuppressed(new RuntimeException("beside " + canary.reveal()));
        throw thrown;
    }

    static int skips(Secret canary) {
        throw Signal.skip("not with " + canary.reveal());
    }

    static String returns(Secret canary) {
        return "key=" + canary.reveal();
    }

    static Secret returnsIt(Secret canary) {
        return canary;
    }

    static String takes(String key) {
        return "took " + key.length();
    }

    static Loop<String, Integer> turns(String state, Secret canary) {
        return state.length() > 100 ? Loop.done(state.length()) : Loop.again(state + canary.reveal());
    }

    static String readsTyped(Secret login) {
        Login read = login.reveal(Login.class);
        TaskRun.current().logger().info("user {} password {}", read.user(), read.password());
        return read.user();
    }

    static int readsWrong(Secret canary) {
        return canary.reveal(Login.class).user().length();
    }

    /** Ends as Success, although some of its tasks fail. */
    public static Flow leaky() {
        return Flow.define("leaky", f -> {
            f.parameter("note", "");
            Output<Secret> canary = secret("canary");
            f.action(LeakyFlow::logs, canary);
            f.action(LeakyFlow::prints, canary).captureOutput();
            f.action(LeakyFlow::keeps, canary);
            f.task(LeakyFlow::fails, canary).retries(1);
            f.task(LeakyFlow::skips, canary);
            Output<String> key = f.task(LeakyFlow::returns, canary);
            f.task(LeakyFlow::returnsIt, canary);
            f.task(LeakyFlow::takes, key).runNamed("takes {key}");
            f.task(LeakyFlow::takes, key).named("takes_to_file").target("{key}.txt");
            f.loop(LeakyFlow::turns, value(""), canary);
            Output<String> user = f.task(LeakyFlow::readsTyped, secret("login"));
            f.task(LeakyFlow::readsWrong, canary);
            f.referenceTasks(f.task(LeakyFlow::takes, user).named("last").trigger(Trigger.ALL_FINISHED));
        });
    }
}
