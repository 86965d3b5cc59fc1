package dev.reeve.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reeve.graph.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {
    @TempDir
    Path home;

    private Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(home, environment, 2);
    }

    private Configuration load(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        return Configuration.load(surroundings(environment));
    }

    private void file(String... lines) throws IOException {
        Files.createDirectories(home.resolve(".reeve"));
        Files.write(home.resolve(".reeve/config.toml"), Arrays.asList(lines));
    }

    private List<String> problems(String... variables) {
        try {
            load(variables);
            return List.of();
        } catch (ConfigurationException e) {
            assertThat(e).hasMessage(String.join(System.lineSeparator(), e.problems()));
            return e.problems();
        }
    }

    @Test
    void everyKeyAndItsDefaultIsKept() {
        assertThat(load().all().stream().map(entry -> entry.setting().key() + " = " + entry.text()))
                .containsExactly(
                        "executor.kind = threads",
                        "executor.threads = 4",
                        "executor.virtual-threads = 256",
                        "executor.cluster.join = none",
                        "executor.cluster.name = reeve",
                        "executor.cluster.certs = none",
                        "results.store = memory",
                        "results.dir = " + home + "/.reeve/results",
                        "results.checkpointing = false",
                        "results.serializer = json",
                        "results.in-memory-limit = 1MB",
                        "results.spill = true",
                        "results.spill-dir = " + home + "/.reeve/spill",
                        "results.stream-limit = 100000000",
                        "records.enabled = false",
                        "records.directory = " + home + "/.reeve/runs",
                        "records.keep = 1000",
                        "records.keep-for = P30D",
                        "run.zone = UTC",
                        "run.grace = PT30S",
                        "limits.resources = none",
                        "limits.tags = none",
                        "limits.rates = none",
                        "secrets.file = " + home.resolve(".reeve/secrets.toml"),
                        "log.level = info",
                        "log.format = text");
    }

    @Test
    void limitsAreWrittenAsNamesWithNumbersAndRates() {
        Configuration configuration = load(
                "REEVE_LIMITS_RESOURCES=gpu=2, licence = 1",
                "REEVE_LIMITS_TAGS=a=b=3",
                "REEVE_LIMITS_RATES=shop-api=10/PT1S,mail=100/PT1H");
        assertThat(configuration.get(Settings.LIMITS_RESOURCES)).isEqualTo(Map.of("gpu", 2, "licence", 1));
        assertThat(configuration.get(Settings.LIMITS_TAGS)).isEqualTo(Map.of("a=b", 3));
        assertThat(configuration.get(Settings.LIMITS_RATES))
                .isEqualTo(Map.of(
                        "shop-api", new Rate(10, Duration.ofSeconds(1)), "mail", new Rate(100, Duration.ofHours(1))));
        assertThat(Settings.LIMITS_RATES.kind().write(configuration.get(Settings.LIMITS_RATES)))
                .isEqualTo("mail=100/PT1H, shop-api=10/PT1S");
        for (String wrong : List.of("gpu", "gpu=", "=1", "gpu=0", "gpu=1,gpu=2", "gpu=1,", "gpu=x")) {
            assertThat(problems("REEVE_LIMITS_TAGS=" + wrong))
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("names with a number of 1 or more each, such as gpu=2");
        }
        for (String wrong : List.of("a=10", "a=10/", "a=10/1s", "a=0/PT1S", "a=1/PT0S")) {
            assertThat(problems("REEVE_LIMITS_RATES=" + wrong))
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("names with a rate each, such as shop-api=10/PT1S");
        }
    }

    @Test
    void everyDefaultIsAValueOfItsType() {
        Configuration configuration = load();
        assertThat(configuration.get(Settings.LIMITS_TAGS)).isEmpty();
        assertThat(configuration.get(Settings.LIMITS_RATES)).isEmpty();
        assertThat(configuration.get(Settings.EXECUTOR_KIND)).isEqualTo("threads");
        assertThat(configuration.get(Settings.EXECUTOR_THREADS)).isEqualTo(4);
        assertThat(configuration.get(Settings.EXECUTOR_VIRTUAL_THREADS)).isEqualTo(256);
        assertThat(configuration.get(Settings.RESULTS_STORE)).isEqualTo("memory");
        assertThat(configuration.get(Settings.RESULTS_DIR)).isEqualTo(home.resolve(".reeve/results"));
        assertThat(configuration.get(Settings.RESULTS_CHECKPOINTING)).isFalse();
        assertThat(configuration.get(Settings.RESULTS_SERIALIZER)).isEqualTo("json");
        assertThat(configuration.get(Settings.RECORDS_ENABLED)).isFalse();
        assertThat(configuration.get(Settings.RECORDS_DIRECTORY)).isEqualTo(home.resolve(".reeve/runs"));
        assertThat(configuration.get(Settings.RECORDS_KEEP)).isEqualTo(1000);
        assertThat(configuration.get(Settings.RECORDS_KEEP_FOR)).isEqualTo(Duration.ofDays(30));
        assertThat(configuration.get(Settings.RUN_ZONE)).isEqualTo(ZoneId.of("UTC"));
        assertThat(configuration.get(Settings.RUN_GRACE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.get(Settings.LOG_LEVEL)).isEqualTo("info");
        assertThat(configuration.get(Settings.LOG_FORMAT)).isEqualTo("text");
    }

    @Test
    void allSettingsSayWhatTheyMeanAndWhereTheyAreSet() {
        assertThat(Settings.ALL.stream().map(Setting::variable))
                .doesNotHaveDuplicates()
                .contains("REEVE_RESULTS_STORE", "REEVE_EXECUTOR_VIRTUAL_THREADS");
        assertThat(Settings.ALL).allSatisfy(setting -> {
            assertThat(setting.meaning()).isNotBlank();
            assertThat(setting.kind().expected()).isNotBlank();
        });
        assertThat(load().all()).extracting(entry -> entry.origin().text()).containsOnly("default");
    }

    @Test
    void threadsFollowTheProcessors() {
        assertThat(Configuration.load(new Surroundings(home, Map.of(), 16)).get(Settings.EXECUTOR_THREADS))
                .isEqualTo(16);
    }

    @Test
    void fileStandsOverDefaultEnvironmentOverFileAndCodeOverAll() throws IOException {
        file("[executor]", "threads = 8", "[run]", "zone = \"Europe/Berlin\"", "grace = \"PT1M\"");
        Configuration configuration = load("REEVE_RUN_ZONE=+02:00", "REEVE_RUN_GRACE=PT2M");
        configuration = configuration.with(Settings.RUN_GRACE, Duration.ofMinutes(3));
        assertThat(configuration.get(Settings.EXECUTOR_THREADS)).isEqualTo(8);
        assertThat(configuration.origin(Settings.EXECUTOR_THREADS).text())
                .isEqualTo(home.resolve(".reeve/config.toml").toString());
        assertThat(configuration.get(Settings.RUN_ZONE)).isEqualTo(ZoneOffset.ofHours(2));
        assertThat(configuration.origin(Settings.RUN_ZONE).text()).isEqualTo("REEVE_RUN_ZONE");
        assertThat(configuration.get(Settings.RUN_GRACE)).isEqualTo(Duration.ofMinutes(3));
        assertThat(configuration.origin(Settings.RUN_GRACE).text()).isEqualTo("code");
    }

    @Test
    void ownDefaultOfACommandGivesWayToWhatTheUserSet() {
        assertThat(load().withDefault(Settings.RESULTS_STORE, "files").get(Settings.RESULTS_STORE))
                .isEqualTo("files");
        assertThat(load("REEVE_RESULTS_STORE=memory")
                        .withDefault(Settings.RESULTS_STORE, "files")
                        .get(Settings.RESULTS_STORE))
                .isEqualTo("memory");
        assertThat(load().withDefault(Settings.RESULTS_STORE, "files")
                        .origin(Settings.RESULTS_STORE)
                        .text())
                .isEqualTo("default");
    }

    @Test
    void fileTakesDottedKeysTablesAndCommentsAlike() throws IOException {
        file(
                "# mine",
                "results.store = \"s3://bucket/prefix\"",
                "executor = { threads = 3, virtual-threads = 9 }",
                "[log]",
                "level = 'debug' # loud",
                "[run]");
        Configuration configuration = load();
        assertThat(configuration.get(Settings.RESULTS_STORE)).isEqualTo("s3://bucket/prefix");
        assertThat(configuration.get(Settings.EXECUTOR_THREADS)).isEqualTo(3);
        assertThat(configuration.get(Settings.EXECUTOR_VIRTUAL_THREADS)).isEqualTo(9);
        assertThat(configuration.get(Settings.LOG_LEVEL)).isEqualTo("debug");
    }

    @Test
    void emptyFileAndEmptyVariableSetNothing() throws IOException {
        file();
        assertThat(load("REEVE_RUN_ZONE=", "REEVE_UNKNOWN=x").all()).isEqualTo(load().all());
    }

    @Test
    void tildeIsTheHomeDirectory() throws IOException {
        assertThat(load("REEVE_RESULTS_DIR=~/r").get(Settings.RESULTS_DIR)).isEqualTo(home.resolve("r"));
        assertThat(load("REEVE_RESULTS_DIR=r").get(Settings.RESULTS_DIR)).isEqualTo(Path.of("r"));
        file("results.dir = \"~/s\"");
        assertThat(load().get(Settings.RESULTS_DIR)).isEqualTo(home.resolve("s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REEVE_EXECUTOR_KIND=Threads | \"Threads\" | threads, virtual, in-thread or cluster",
                "REEVE_EXECUTOR_THREADS=0 | \"0\" | from 1 to 10000",
                "REEVE_EXECUTOR_THREADS=four | \"four\" | a whole number",
                "REEVE_EXECUTOR_THREADS=99999999999 | \"99999999999\" | a whole number",
                "REEVE_RESULTS_STORE=disk | \"disk\" | memory, files, or the address",
                "REEVE_RESULTS_STORE=s3:// | \"s3://\" | s3://bucket/prefix",
                "REEVE_RESULTS_STORE=s3:///x | \"s3:///x\" | s3://bucket/prefix",
                "REEVE_RESULTS_CHECKPOINTING=yes | \"yes\" | true or false",
                "REEVE_RESULTS_SERIALIZER=xml | \"xml\" | expected json",
                "REEVE_RUN_ZONE=Berlin | \"Berlin\" | Europe/Berlin",
                "REEVE_RUN_GRACE=30 | \"30\" | PT30S",
                "REEVE_RUN_GRACE=PT-1S | \"PT-1S\" | zero or more",
                "REEVE_LOG_LEVEL=verbose | \"verbose\" | trace, debug, info, warn, error or off",
            })
    void badVariableIsNamedWithWhatIsExpected(String variable, String value, String expected) {
        assertThat(problems(variable))
                .singleElement()
                .asString()
                .startsWith(variable.substring(0, variable.indexOf('=')) + " is " + value)
                .contains(expected);
    }

    @Test
    void allMistakesAreSaidAtOnceEachWithItsPlace() throws IOException {
        file("executor.threads = -1", "results.stor = \"files\"", "[run]", "zone = [\"UTC\"]", "[nonsense]", "x = 1");
        String path = home.resolve(".reeve/config.toml").toString();
        assertThat(problems("REEVE_LOG_FORMAT=xml"))
                .containsExactlyInAnyOrder(
                        path + ": run.zone is a list; no setting is one. Write a single value.",
                        path + ": there is no setting results.stor. Did you mean results.store?",
                        path
                                + ": there is no setting nonsense.x. There are "
                                + String.join(
                                        ", ",
                                        Settings.ALL.stream().map(Setting::key).toList()) + ".",
                        path + ": executor.threads is \"-1\"; expected a whole number from 1 to 10000.",
                        "REEVE_LOG_FORMAT is \"xml\"; expected text or json.");
    }

    @Test
    void fileThatIsNoTomlIsNamedWithTheLine() throws IOException {
        file("[run]", "zone = \"UTC\"", "grace PT30S");
        assertThat(problems()).singleElement().asString().contains("config.toml, line 3", "not TOML");
    }

    @Test
    void settingThatStandsTwiceIsNamedWithItsOwnLine() throws IOException {
        file("[run]", "zone = \"UTC\"", "zone = \"Europe/Rome\"", "", "# patience", "grace = \"PT1S\"");
        assertThat(problems())
                .containsExactly(home.resolve(".reeve/config.toml")
                        + ", line 3: zone is set a second time. Remove one of the two.");
        file("[run]", "zone = \"UTC\"", "zone = \"Europe/Rome\"");
        assertThat(problems()).singleElement().asString().contains("config.toml, line 3: zone is set");
        file("run = { zone = \"UTC\", zone = \"UTC\" }", "", "[log]");
        assertThat(problems()).singleElement().asString().contains("config.toml, line 1: a key is set");
    }

    @Test
    void fileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectories(home.resolve(".reeve/config.toml"));
        assertThat(problems()).singleElement().asString().contains("config.toml cannot be read");
    }

    @Test
    void fileThatIsNoUtf8IsNamed() throws IOException {
        Files.createDirectories(home.resolve(".reeve"));
        Files.write(home.resolve(".reeve/config.toml"), new byte[] {'#', (byte) 0xff, '\n'});
        assertThat(problems()).singleElement().asString().contains("UTF-8");
    }

    @Test
    void badValueInCodeIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load().with(Settings.EXECUTOR_THREADS, 0))
                .withMessageContainingAll("executor.threads", "code", "from 1 to 10000");
    }

    @Test
    void addressWithCredentialsIsRefused() {
        assertThat(problems("REEVE_RESULTS_STORE=s3://key:secret@bucket/x"))
                .singleElement()
                .asString()
                .contains("s3://***@bucket/x")
                .doesNotContain("secret");
    }
}
