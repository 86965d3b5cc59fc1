package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of several teams, each with a resource of its own under one name. */
final class SeveralJarsTest {
    @TempDir
    private Path home;

    /** A jar with a flow whose task puts the resource that its context has, in a property. */
    private void jar(String name, String flow) throws IOException {
        String source = """
                package org.acme.%1$s;

                import dev.reeve.Flow;
                import dev.reeve.schedule.Schedule;
                import java.io.IOException;
                import java.time.Instant;
                import java.time.temporal.ChronoUnit;

                public final class Team {
                    static void look() throws IOException {
                        ClassLoader context = Thread.currentThread().getContextClassLoader();
                        try (var in = context.getResourceAsStream("team.txt")) {
                            System.setProperty("reeve.test.team.%2$s", new String(in.readAllBytes()));
                        }
                    }

                    public static Flow flow() {
                        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                        return Flow.define("%2$s", f -> {
                            f.action(Team::look);
                            f.schedule(Schedule.at(next).and(Schedule.cron("0 0 * * *").starting(
                                    java.time.LocalDateTime.parse("2026-01-01T00:00")).ending(
                                    java.time.LocalDateTime.parse("2026-01-04T00:00"))));
                        });
                    }
                }
                """.formatted(name, flow);
        Path sources = Files.createDirectories(home.resolve("src-" + name));
        Path classes = Files.createDirectories(home.resolve("classes-" + name));
        Path file = Files.writeString(sources.resolve("Team.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "21",
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(file))
                            .call())
                    .isTrue();
        }
        URI jar = URI.create("jar:" + home.resolve(name + ".jar").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("org/acme/" + name));
            Files.copy(
                    classes.resolve("org/acme/" + name + "/Team.class"),
                    zip.getPath("org/acme/" + name + "/Team.class"));
            Files.writeString(zip.getPath("team.txt"), name);
        }
    }

    private Invocation invoke(String... args) {
        return new Invocation(home).run(args);
    }

    @Test
    void flowsOfSeveralJarsAreServedEachInItsOwnContext() throws IOException {
        jar("blue", "of-blue");
        jar("red", "of-red");
        Invocation served = invoke("serve", "blue.jar", "red.jar");
        assertThat(served.code()).as(served.err()).isZero();
        assertThat(served.out()).contains("Flow \"of-blue\" runs ").contains("Flow \"of-red\" runs ");
        assertThat(System.getProperty("reeve.test.team.of-blue")).isEqualTo("blue");
        assertThat(System.getProperty("reeve.test.team.of-red")).isEqualTo("red");
        assertThat(invoke("runs").out()).contains("of-blue").contains("of-red");
    }

    @Test
    void flowsOfOneNameAreRefusedWithBothPlaces() throws IOException {
        jar("blue", "daily");
        jar("red", "daily");
        Invocation served = invoke("serve", "blue.jar", "red.jar");
        assertThat(served.code()).isEqualTo(2);
        assertThat(served.err())
                .contains("Several flows are named \"daily\":")
                .contains("org.acme.blue.Team.flow in blue.jar")
                .contains("org.acme.red.Team.flow in red.jar");
        assertThat(invoke("serve", "blue.jar", "red.jar", "--flow", "daily").err())
                .contains("Several flows are named \"daily\":");
    }

    @Test
    void aBackfillPicksTheFlowByNameFromSeveralJars() throws IOException {
        jar("blue", "filled");
        jar("red", "of-red");
        Invocation filled = invoke(
                "backfill", "blue.jar", "red.jar", "--flow", "filled", "--from", "2026-01-01", "--to", "2026-01-03");
        assertThat(filled.code()).as(filled.err()).isZero();
        assertThat(filled.out()).contains("Flow \"filled\": 2 data intervals: 2 succeeded.");
        assertThat(System.getProperty("reeve.test.team.filled")).isEqualTo("blue");
        Invocation none =
                invoke("backfill", "blue.jar", "red.jar", "--flow", "x", "--from", "2026-01-01", "--to", "2026-01-03");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("There is no flow \"x\" in any of these 2 places: blue.jar, red.jar.");
    }

    @Test
    void aCommandWithoutAPlaceSaysWhatIsMissing() {
        assertThat(invoke("serve").err()).contains("JAR|CLASS");
    }
}
