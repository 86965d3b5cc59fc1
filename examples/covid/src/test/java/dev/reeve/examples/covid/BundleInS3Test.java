package dev.reeve.examples.covid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.examples.covid.Typing.Said;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that lies in S3 runs on machines that never had the jar, and what is wrong with it there is said. */
@Timeout(600)
class BundleInS3Test {
    private static final String KEY = "code-key";
    private static final String SECRET = "code-secret-that-nobody-may-see";
    private static final String STORE = "s3://code-bucket/flows";

    private static final String SHOP = """
            import dev.reeve.Flow;
            import dev.reeve.TaskRun;

            public final class FarShop {
                public static Flow flow() {
                    return Flow.define("far-shop", f -> f.action(FarShop::open));
                }

                static void open() {
                    TaskRun.current().logger().info("The shop is open");
                }
            }
            """;

    private Typing typing;
    private S3Proxy s3;
    private String agentKey = "";
    private int agents;

    @BeforeEach
    void begin() throws Exception {
        typing = new Typing();
        Files.createDirectories(typing.home().resolve("s3/code-bucket"));
        s3 = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(typing.home().resolve("s3").toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        s3.start();
        typing.with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + s3.getPort())
                .with("AWS_EC2_METADATA_DISABLED", "true")
                .with("AWS_CONFIG_FILE", typing.home().resolve("none").toString())
                .with("AWS_SHARED_CREDENTIALS_FILE", typing.home().resolve("none").toString());
        typing.beginServer();
        typing.reeve("project", "create", "Far").well();
        agentKey = typing.agentKey();
    }

    @AfterEach
    void end() throws Exception {
        s3.stop();
        typing.close();
    }

    private void known(boolean known) {
        typing.with("AWS_ACCESS_KEY_ID", known ? KEY : "").with("AWS_SECRET_ACCESS_KEY", known ? SECRET : "");
    }

    /** The flow, away from the class path of the tests: on it, the jar would not be needed. */
    private Path jar() throws IOException {
        Path classes = Files.createDirectories(typing.home().resolve("built"));
        Path source = Files.writeString(classes.resolve("FarShop.java"), SHOP);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(code).isZero();
        Path jar = typing.home().resolve("far-shop.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream to = new JarOutputStream(out)) {
            to.putNextEntry(new JarEntry("FarShop.class"));
            Files.copy(classes.resolve("FarShop.class"), to);
            to.closeEntry();
        }
        Files.delete(classes.resolve("FarShop.class"));
        return jar;
    }

    /** An agent of a machine that has fetched nothing yet. */
    private Process agent() throws IOException {
        Path user = Files.createDirectories(typing.home().resolve("machine-" + ++agents));
        Path said = user.resolve("agent.txt");
        return typing.begin(user, agentKey, said, "takes runs from", "dev.reeve.cli.Main", "agent", "start");
    }

    private String crashed() throws Exception {
        Process agent = agent();
        Said run = typing.reeve("run", "--flow", "far-shop", "--watch");
        Typing.stop(agent);
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("Crashed").doesNotContain(SECRET);
        return run.text();
    }

    @Test
    void jarInS3RunsWhereItNeverWasAndWhatIsWrongWithItIsSaid() throws Exception {
        Path jar = jar();
        known(false);
        Said refused = typing.reeve("register", jar.toString(), "-p", "Far", "--to", STORE);
        assertThat(refused.code()).as(refused.text()).isEqualTo(2);
        assertThat(refused.text()).contains("The code cannot be put to " + STORE).contains("credentials");

        known(true);
        typing.reeve("register", jar.toString(), "-p", "Far", "--to", STORE).well();
        Files.delete(jar);
        Process agent = agent();
        Said run = typing.reeve("run", "--flow", "far-shop", "--watch").well();
        assertThat(run.text()).contains("The shop is open", "run Success");
        Typing.stop(agent);

        known(false);
        assertThat(crashed()).contains("Its code cannot be fetched from " + STORE).contains("credentials");
        known(true);
        Path object = object();
        Files.writeString(object, "another jar");
        assertThat(crashed()).contains("is not what was registered: its SHA-256 is");
        Files.delete(object);
        assertThat(crashed())
                .contains("Its code cannot be fetched from " + STORE)
                .contains("it is not there any more. Build it and register it again");
    }

    /** As it lies on the disk of the S3 server. */
    private Path object() throws IOException {
        try (Stream<Path> files = Files.walk(typing.home().resolve("s3/code-bucket"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("far-shop.jar")).toList();
            assertThat(jars).hasSize(1);
            return jars.getFirst();
        }
    }
}
