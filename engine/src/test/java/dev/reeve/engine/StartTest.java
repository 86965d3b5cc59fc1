package dev.reeve.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program with a small flow makes the JVM load; its time goes into little else. */
final class StartTest {
    @TempDir
    Path directory;

    /** What the program prints, its errors too. */
    private static List<String> run(String classPath, String option, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                classPath,
                SmallFlow.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader()) {
            List<String> lines = said.lines().toList();
            assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
            return lines;
        }
    }

    /** That of the tests, without what logs for them. */
    private static String ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void smallFlowLoadsNothingThatItDoesNotNeed() throws Exception {
        List<String> lines = run(ownClassPath(), "-Xlog:class+load:stdout:none");

        assertThat(lines).contains("hello").anyMatch(line -> line.startsWith("dev.reeve.engine.run.Loop "));
        assertThat(lines)
                .noneMatch(line -> line.startsWith("org.slf4j.LoggerFactory ")) // nothing is logged
                .noneMatch(line -> line.startsWith("tools.jackson.")) // there is no file and no stored result
                .noneMatch(line -> line.startsWith("dev.reeve.engine.config.Settings ")) // nobody set anything
                .noneMatch(line -> line.startsWith("dev.reeve.engine.run.L") && line.contains("$$Lambda")) // the loop
                .noneMatch(line -> line.startsWith("java.util.concurrent.ScheduledThreadPoolExecutor ")) // no alarm
                .noneMatch(line -> line.startsWith("java.util.stream.ReferencePipeline$StatelessOp "))
                .noneMatch(line -> line.startsWith("java.lang.runtime.ObjectMethods ")) // no hash code of a record
                .noneMatch(line -> line.startsWith("java.util.regex.Pattern ")) // no setting is read before its use
                .noneMatch(line -> line.startsWith("java.time.zone.ZoneRulesProvider "))
                .noneMatch(line -> line.contains("$$TypeSwitch")) // the common ways need no switch over types
                .noneMatch(line -> line.contains("$$StringConcat"));
    }

    /** System.exit looks through all of that: what comes after the last class of ours is its. */
    @Test
    void smallFlowLooksThroughNoModuleAndNoServices() throws Exception {
        List<String> lines = run(ownClassPath(), "-Xlog:class+load:stdout:none");
        int end = lines.size();
        while (!lines.get(end - 1).startsWith("dev.reeve.")) {
            end--;
        }

        assertThat(lines.subList(0, end))
                .anyMatch(line -> line.startsWith("org.slf4j.MDC ")) // it was asked whether something logs
                .noneMatch(line -> line.startsWith("jdk.internal.jimage.ImageReader "))
                .noneMatch(line -> line.startsWith("java.util.ServiceLoader ")); // the engine is known by its name
    }

    @Test
    void smallFlowSaysNothingOfAMissingLog() throws Exception {
        assertThat(run(ownClassPath(), "-Xshare:auto")).containsExactly("hello");
    }

    @Test
    void providerNamedByThePropertyKnowsFlowAndTask() throws Exception {
        List<String> lines =
                run(ownClassPath(), "-Dslf4j.provider=" + ContextProvider.class.getName(), "with its context");

        assertThat(lines).contains("hello from small/print_context");
    }

    @Test
    void providerOnTheClassPathKnowsFlowAndTask() throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.slf4j.spi.SLF4JServiceProvider"), ContextProvider.class.getName());
        List<String> lines = run(ownClassPath() + File.pathSeparator + directory, "-Xshare:auto", "with its context");

        assertThat(lines).contains("hello from small/print_context");
    }
}
