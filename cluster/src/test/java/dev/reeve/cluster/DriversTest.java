package dev.reeve.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several drivers of the same workers, and drivers that cannot be one. */
final class DriversTest {
    private static final String SOURCE = """
            package versions;

            import static dev.reeve.Inputs.each;
            import static dev.reeve.Inputs.value;

            import dev.reeve.Flow;
            import java.util.List;
            import java.util.stream.IntStream;

            public final class Versioned {
                static String told(int number) throws InterruptedException {
                    Thread.sleep(20);
                    return "VERSION " + Helper.name();
                }

                static final class Helper {
                    static String name() {
                        return "of VERSION";
                    }
                }

                public static Flow flow() {
                    List<Integer> numbers = IntStream.range(0, 40).boxed().toList();
                    return Flow.define("versioned", f -> f.map(Versioned::told, each(value(numbers))));
                }
            }
            """;

    private static TestWorkers workers;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        workers = new TestWorkers();
        workers.start("--slots", "4");
    }

    @AfterAll
    static void stop() {
        workers.close();
    }

    private URL compiled(String version) throws Exception {
        String text = SOURCE.replace("VERSION", version);
        Path classes = Files.createDirectory(directory.resolve(version));
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///versions/Versioned.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        boolean good = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, List.of("-d", classes.toString()), null, List.of(source))
                .call();
        assertThat(good).as("%s", said.getDiagnostics()).isTrue();
        return classes.toUri().toURL();
    }

    private static FlowRun run(ClassLoader loader, Cluster cluster) throws Exception {
        Flow flow =
                (Flow) loader.loadClass("versions.Versioned").getMethod("flow").invoke(null);
        return flow.run(RunOptions.DEFAULT.executor(cluster));
    }

    private static Stream<Object> results(FlowRun run) {
        return run.task("told").children().stream().map(child -> child.value());
    }

    @Test
    void twoVersionsOfOneClassDoNotMixWithOneDriverOrTwo() throws Exception {
        try (URLClassLoader one = new URLClassLoader(new URL[] {compiled("v1")});
                URLClassLoader two = new URLClassLoader(new URL[] {compiled("v2")});
                Cluster cluster = workers.cluster();
                Cluster other = workers.cluster()) {
            List<CompletableFuture<FlowRun>> runs = new ArrayList<>();
            for (Cluster driver : List.of(cluster, cluster, other)) {
                ClassLoader loader = runs.isEmpty() ? one : two;
                runs.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return run(loader, driver);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }

            assertThat(results(runs.get(0).get())).hasSize(40).containsOnly("v1 of v1");
            assertThat(results(runs.get(1).get())).hasSize(40).containsOnly("v2 of v2");
            assertThat(results(runs.get(2).get())).hasSize(40).containsOnly("v2 of v2");
        }
    }

    /** A program of a user's: runs a flow on the cluster at its argument, and forgets to leave it. */
    public static final class Program {
        static long process() {
            return ProcessHandle.current().pid();
        }

        public static void main(String[] arguments) {
            FlowRun run = Flow.define("program", f -> f.task(Program::process))
                    .run(RunOptions.DEFAULT.executor(Cluster.at(arguments[0]).silence(Duration.ofSeconds(10))));
            System.out.println("ran in " + run.task("process").value());
        }
    }

    private static String ran(List<String> flags, String address) throws Exception {
        List<String> command = new ArrayList<>(List.of(TestWorkers.java()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName(), address));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ends")
                    .isTrue();
            return said.get();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProgramThatForgetsToLeaveTheClusterEnds() throws Exception {
        assertThat(ran(JvmFlags.all(), workers.address())).contains("ran in ");
    }

    @Test
    void aProgramWithoutTheJvmFlagsIsToldThemInOneLine() throws Exception {
        String said = ran(List.of(), workers.address());

        assertThat(said.lines().filter(line -> line.contains("--add-opens=java.base/java.nio=ALL-UNNAMED")))
                .hasSize(1)
                .first()
                .asString()
                .contains("A cluster needs a JVM with these flags")
                .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }

    @Test
    void whereNobodyAnswersTheRunIsRefused() {
        try (Cluster nobody = Cluster.at("127.0.0.1:1").patience(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> Flow.define("alone", f -> f.task(Program::process))
                            .run(RunOptions.DEFAULT.executor(nobody)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nobody answers at 127.0.0.1:1")
                    .hasMessageContaining("reeve worker start --join 127.0.0.1:1");
        }
    }

    @Test
    void whatIsAnotherClusterIsNotJoined() {
        try (Cluster other = workers.cluster().named("other")) {
            assertThatThrownBy(other::workers)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is another cluster: it is cluster \"reeve\", not \"other\"");
        }
    }

    @Test
    void offTheLoopbackAddressCertificatesAreRequired() {
        try (Cluster open = Cluster.at("192.0.2.1:47500")) {
            assertThatThrownBy(open::workers)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it needs certificates")
                    .hasMessageContaining("reeve cluster certs");
        }
        Process refused = workers.launch("--listen", "0.0.0.0:47999");
        TestWorkers.await("it ends", () -> !refused.isAlive());
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(TestWorkers.read(workers.log())).contains("it needs certificates");
    }
}
