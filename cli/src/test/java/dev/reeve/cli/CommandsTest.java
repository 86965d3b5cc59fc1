package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.engine.progress.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
    @TempDir
    Path home;

    @Test
    void withoutACommandItExplainsItself() {
        Invocation help = run();
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: reeve", "run ", "visualize ", "config ", "new ", "Exit codes:");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run("--version").out()).matches("(?s)reeve \\d+\\.\\d+.*Java .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "visualize",
                "secret",
                "secret list",
                "secret set",
                "secret delete",
                "server",
                "server start",
                "server status",
                "server stop",
                "login",
                "project",
                "project list",
                "project create",
                "project delete",
                "user",
                "user list",
                "user create",
                "user change",
                "token",
                "token list",
                "token create",
                "token revoke",
                "config",
                "config path",
                "new",
                "new flow",
                "help"
            })
    void everyCommandHasHelpWithExitCodesOrExamples(String command) {
        Invocation help = run((command + " --help").split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: reeve " + command).containsAnyOf("Exit code", "Example");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void helpNamesACommand() {
        assertThat(run("help", "run").out()).startsWith("Usage: reeve run");
        assertThat(run("help", "new", "flow").out()).startsWith("Usage: reeve new flow");
        assertThat(run("help").out()).startsWith("Usage: reeve ");
        assertThat(run("help", "rum").err()).isEqualTo("reeve: There is no command \"rum\". Did you mean \"run\"?\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu|There is no command \"rnu\". Did you mean \"run\"?",
                "run|Name a jar, a directory of classes",
                "run x.jar y.jar|\"y.jar\" is one argument too many.",
                "run x.jar --ouput json|There is no option --ouput. Did you mean \"--output\"?",
                "config --output xml|\"xml\" is none of text, json",
                "new|Say what: reeve new flow DIR",
                "new flow|Missing required parameter: 'DIR'",
                "--verbose|Say which command.",
                "--verbos|There is no option --verbos. Did you mean \"--verbose\"?"
            })
    void wrongUsageSaysWhatAndEndsWithTwo(String args, String words) {
        Invocation run = run(args.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("reeve: ").contains(words).contains("--help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void coloursAreForTerminals() {
        Terminal terminal = new Terminal(true, true, true, true, 80, 24);
        assertThat(new Invocation(home).on(terminal).run("--help").out()).contains("\u001b[");
        assertThat(run("--help").out()).doesNotContain("\u001b[");
    }

    @Test
    void settingsShowWhoSetThem() throws IOException {
        Files.createDirectories(home.resolve(".reeve"));
        Files.writeString(home.resolve(".reeve/config.toml"), "[run]\nzone = \"Europe/Rome\"\n");
        Invocation config = new Invocation(home).with("REEVE_LOG_LEVEL", "warn").run("config");
        assertThat(config.code()).isZero();
        assertThat(config.out())
                .containsPattern("run.zone +Europe/Rome +" + home.resolve(".reeve/config.toml") + " +the time zone")
                .containsPattern("log.level +warn +REEVE_LOG_LEVEL ")
                .containsPattern("results.store +memory +default ");
    }

    @Test
    void settingsAsJson() {
        JsonNode json =
                new JsonMapper().readTree(run("config", "--output", "json").out());
        assertThat(json.get("file").asString())
                .isEqualTo(home.resolve(".reeve/config.toml").toString());
        assertThat(json.get("settings").size()).isPositive();
        assertThat(json.get("settings").get(0).propertyNames())
                .containsExactly("key", "value", "origin", "variable", "meaning");
    }

    @Test
    void theSettingsFileIsNamed() {
        assertThat(run("config", "path").out()).isEqualTo(home.resolve(".reeve/config.toml") + "\n");
    }

    @Test
    void aWrongSettingIsNamedAndEndsWithTwo() {
        Invocation config = new Invocation(home).with("REEVE_RUN_ZONE", "Rome").run("config");
        assertThat(config.code()).isEqualTo(2);
        assertThat(config.err()).startsWith("reeve: REEVE_RUN_ZONE").contains("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({"x.svg,<svg", "deep/x.SVG,<svg", "x.dot,digraph", "x.gv,digraph", "x.mmd,flowchart"})
    void drawingsAreWrittenByTheNameOfTheFile(String file, String content) throws IOException {
        Invocation drawn = draw("-o", file);
        assertThat(drawn.err()).isEqualTo("Wrote " + home.resolve(file) + "\n");
        assertThat(drawn.out()).isEmpty();
        assertThat(Files.readString(home.resolve(file))).contains(content).contains("greet");
    }

    @ParameterizedTest
    @CsvSource({"svg,<svg", "DOT,digraph", "mermaid,flowchart"})
    void drawingsGoToStandardOutputInAFormat(String format, String content) {
        assertThat(draw("--format", format).out()).contains(content);
    }

    @Test
    void aNameThatSaysNoFormatIsRefused() {
        Invocation drawn = draw("-o", "x.png");
        assertThat(drawn.code()).isEqualTo(2);
        assertThat(drawn.err()).contains("End it with .svg, .dot or .mmd");
    }

    @Test
    void aDrawingThatCannotBeWrittenEndsWithOne() throws IOException {
        Files.writeString(home.resolve("file"), "");
        Invocation drawn = draw("-o", "file/x.svg");
        assertThat(drawn.code()).isEqualTo(1);
        assertThat(drawn.err()).startsWith("reeve: ").doesNotContain("\tat ");
    }

    private Invocation draw(String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "visualize";
        args[1] = Invocation.classes();
        args[2] = "--flow";
        args[3] = "greeting";
        System.arraycopy(more, 0, args, 4, more.length);
        return run(args);
    }

    private Invocation run(String... args) {
        return new Invocation(home).run(args);
    }
}
