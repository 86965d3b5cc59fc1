package dev.reeve.cli;

import static dev.reeve.Inputs.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.Flow;
import dev.reeve.artifact.Artifact;
import dev.reeve.cli.flows.HostileFlows;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.Failure;
import dev.reeve.state.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that others stumble over, wherever a text can be, through the commands that show them. */
@Timeout(240)
class HostileTextsTest {
    private static final String FLOWS = HostileFlows.class.getName();
    private static final Terminal COLOURED = new Terminal(true, true, false, true, 160, 40);
    /** Ours, and none of a text's: the colours of states. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d+m");

    private static final List<String> NASTY = List.of(
            "\u001b[2J\u001b[1;1Hgone",
            "\u001b]0;title\u0007",
            "a\rb",
            "\u009b31m",
            "\u202ecod.exe",
            "x\u0000y",
            "\ud800");

    @TempDir
    Path home;

    private static List<String> naughty() {
        List<String> texts = new ArrayList<>(NASTY);
        try (InputStream in =
                Objects.requireNonNull(HostileTextsTest.class.getResourceAsStream("/badinput/blns.base64.json"))) {
            Matcher quoted = Pattern.compile("\"([A-Za-z0-9+/=]*)\"").matcher(new String(in.readAllBytes(), UTF_8));
            while (quoted.find()) {
                texts.add(new String(Base64.getDecoder().decode(quoted.group(1)), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(texts).hasSizeGreaterThan(500);
        return texts;
    }

    /** Those with control sequences, and some of the others: a record and a dozen commands for each take their time. */
    private static List<String> some() {
        List<String> all = naughty();
        List<String> some = new ArrayList<>(NASTY);
        for (int i = NASTY.size(); i < all.size(); i += 34) {
            some.add(all.get(i));
        }
        return some;
    }

    /** What no terminal may get: controls but line breaks, and what turns the direction of writing. */
    private static void assertHarmless(String shown, String text) {
        shown.codePoints()
                .forEach(c -> assertThat(c != '\n' && Character.isISOControl(c)
                                || c >= 0x202A && c <= 0x202E
                                || c >= 0x2066 && c <= 0x2069
                                || c >= 0xD800 && c <= 0xDFFF)
                        .as("U+%04X in what is shown of <%s>", c, text)
                        .isFalse());
    }

    private static Flow flow(String text) {
        try {
            return define(text.isBlank() ? "week" : text, text);
        } catch (IllegalArgumentException e) { // it is no name
            assertHarmless(Shown.cleanLines(String.valueOf(e.getMessage())), text);
            return define("week", "task");
        }
    }

    private static Flow define(String flow, String task) {
        return Flow.define(flow, f -> {
            f.task(HostileTextsTest::same, value("x")).named(task);
            f.task(HostileTextsTest::same, value("y")).named("other" + task.length());
        });
    }

    static String same(String text) {
        return text;
    }

    private String record(int number, String text) throws IOException {
        Flow flow = flow(text);
        String task = flow.graph().node(0).name();
        String other = flow.graph().node(1).name();
        String id = String.format("01kn4p%020d", number);
        new Diary(home, flow.graph(), id, null, text.isEmpty() ? "name" : text)
                .artifact(task, Artifact.markdown("note", text))
                .artifact(task, Artifact.table("table", List.of(text), List.of(List.of(text))))
                .answered(task, text, text)
                .task(task, State.Running.FIRST)
                .failed(task, -1, "java.lang.Error: " + text + "\n\tat a.B.c(" + text + ")\nCaused by: " + text)
                .task(task, new State.Failed(new Failure("x.Y", text, null), 1))
                .task(other, new State.Skipped(text))
                .flow(new State.Failed(Failure.because(text), 1))
                .gone();
        return id;
    }

    @Test
    void recordsShowEveryTextHarmlesslyAndKeepTheirColumns() throws IOException {
        int number = 0;
        for (String text : some()) {
            String id = record(number++, text);
            String shown = shown("show", id);
            assertHarmless(shown, text);
            assertColumns(shown, text);
            assertHarmless(shown("why", id), text);
            String task = json("show", id).at("/tasks/1/name").asString();
            assertHarmless(shown("show", id, "--task", task), text);
            assertHarmless(shown("why", id, task), text);
        }
        assertHarmless(shown("runs", "-n", "1000"), "all");
        assertHarmless(new Invocation(home).run("show", "\u001b[2Jnobody").err(), "nobody");
    }

    @Test
    void aRecordWithAllOfThemAsNamesAndReasonsKeepsItsColumns() throws IOException {
        List<String> texts = naughty();
        List<String> names = new ArrayList<>();
        for (String text : texts) {
            names.add(isName(text) && !names.contains(text) ? text : "t" + names.size());
        }
        Flow flow = Flow.define(
                "all",
                f -> names.forEach(
                        name -> f.task(HostileTextsTest::same, value("x")).named(name)));
        Diary diary = new Diary(home, flow.graph(), "01kn4p000000000000000000ff", null);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            diary.artifact(names.get(i), Artifact.markdown("note", text))
                    .task(names.get(i), State.Running.FIRST)
                    .failed(names.get(i), -1, "java.lang.Error: " + text + "\n\tat a.B.c(" + text + ")")
                    .task(names.get(i), new State.Skipped(text));
        }
        diary.flow(new State.Success("all well")).gone();
        String shown = shown("show", "latest");
        assertHarmless(shown, "all");
        assertThat(shown.lines()
                        .filter(line -> line.contains("  Skipped ") && width(line) >= 0)
                        .map(HostileTextsTest::width)
                        .distinct())
                .hasSize(1);
        JsonNode tasks = json("show", "latest").get("tasks");
        assertThat(tasks.size()).isEqualTo(texts.size());
        for (int i = 0; i < names.size(); i++) {
            assertThat(tasks.get(i).get("name").asString()).isEqualTo(whole(names.get(i)));
            assertThat(tasks.get(i).get("message").asString()).isEqualTo(whole(texts.get(i)));
        }
    }

    private static boolean isName(String text) {
        try {
            define("week", text);
            return true;
        } catch (IllegalArgumentException e) {
            assertHarmless(Shown.cleanLines(String.valueOf(e.getMessage())), text);
            return false;
        }
    }

    /** As JSON can say it: half a surrogate pair has no UTF-8. */
    private static String whole(String text) {
        return text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int width(String line) {
        return Shown.width(line.substring(0, line.indexOf("  Skipped")));
    }

    /** Each task's state begins in the column of its title. */
    private static void assertColumns(String shown, String text) {
        List<String> lines = shown.lines().toList();
        int header = 0;
        while (!lines.get(header).matches("Task +State +Attempts.*")) {
            header++;
        }
        int column = lines.get(header).indexOf("State");
        for (String line : lines.subList(header + 1, header + 3)) {
            Matcher state = Pattern.compile("  (Failed|Skipped)( |$)").matcher(line);
            boolean found = false;
            while (state.find()) {
                found |= Shown.width(line.substring(0, state.start() + 2)) == column;
            }
            assertThat(found)
                    .as("column of %s in <%s> for <%s>", column, line, text)
                    .isTrue();
        }
    }

    @Test
    void recordsAsJsonAreValidAndSayTheTextToTheLastCharacter() throws IOException {
        int number = 0;
        String before = "";
        for (String text : some()) {
            String id = record(number++, text);
            String whole = whole(text);
            JsonNode run = json("show", id);
            assertThat(run.get("message").asString())
                    .contains(whole.lines().findFirst().orElse(""));
            assertThat(run.at("/tasks/0/error/message").asString()).isEqualTo(whole);
            assertThat(run.at("/tasks/0/artifacts/0/text").asString()).isEqualTo(whole);
            assertThat(run.at("/tasks/0/error/stackTrace").asString()).contains(whole);
            assertThat(run.at("/tasks/1/message").asString()).isEqualTo(whole);
            assertThat(json("why", id).get("why").isString()).isTrue();
            if (!before.isEmpty()) {
                assertThat(json("diff", before, id).get("equal").isBoolean()).isTrue();
                assertHarmless(new Invocation(home).run("diff", before, id).out(), text);
            }
            before = id;
        }
    }

    @Test
    void aRunWithEachOfThemIsShownHarmlesslyWhileItGoesOnAndPlannedAgain() {
        List<String> texts = naughty();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, UTF_8));
        Invocation run;
        try {
            run = new Invocation(home)
                    .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "says", "-p", "texts=" + array(texts));
        } finally {
            System.setErr(before);
        }
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertHarmless(run.out() + run.err(), "run");
        assertThat(log.toString(UTF_8)).contains("says ");
        assertHarmless(log.toString(UTF_8), "log");
        assertHarmless(shown("show", "latest"), "show");
        assertHarmless(shown("plan", "latest"), "plan");
        JsonNode listed = json("show", "latest").at("/tasks/1/children/listed");
        assertThat(listed.size()).isEqualTo(texts.size());
        assertThat(json("plan", "latest").get("tasks").isArray()).isTrue();
        for (int i = 0; i < texts.size(); i += 100) {
            assertHarmless(shown("why", "latest", "fails[" + i + "]"), texts.get(i));
            assertHarmless(shown("show", "latest", "--task", "fails[" + i + "]"), texts.get(i));
        }
    }

    @Test
    void parametersRunNamesAndAnswersOfAllKindsAreTakenAsTheyAre() throws IOException {
        List<String> texts = naughty();
        for (int i = 0; i < texts.size(); i += i < NASTY.size() ? 1 : 150) {
            String text = texts.get(i);
            Invocation run = new Invocation(home)
                    .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "says", "-p", "text=" + text);
            assertHarmless(run.out() + run.err(), text);
            JsonNode shown = json("show", "latest");
            assertThat(shown.at("/parameters/text").asString()).isEqualTo(text.replace('\ud800', '\ufffd'));
            assertHarmless(shown("plan", "latest", "-p", "text=" + text + "!"), text);
            assertHarmless(
                    new Invocation(home)
                            .run("run", FLOWS, "--cp", Invocation.classes(), "--flow", text)
                            .err(),
                    text);
            assertHarmless(new Invocation(home).run(text, text).err(), text);
            assertHarmless(new Invocation(home).run("why", "latest", text).err(), text);
            assertHarmless(
                    new Invocation(home).run("answer", "latest", text, text).err(), text);
            assertHarmless(
                    new Invocation(home).run("plan", "latest", "-p", text).err(), text);
        }
    }

    @Test
    void anAnswerIsTakenAsItIs() throws IOException {
        int i = 0;
        for (String text : NASTY) {
            home = Files.createDirectory(home.resolveSibling(home.getFileName() + "-" + i++));
            new Invocation(home).run("run", FLOWS, "--cp", Invocation.classes(), "--flow", "asks", "--no-progress");
            Path left = Files.createDirectories(home.resolve("left/.reeve/runs/structures"))
                    .getParent();
            copy(home.resolve(".reeve/runs"), left); // as if the process had ended, which holds the run
            home = home.resolve("left");
            Invocation answer = new Invocation(home).run("answer", "latest", "ask", "text=" + text, "--by", text);
            assertThat(answer.code()).as(answer.err()).isZero();
            assertHarmless(answer.out() + answer.err(), text);
            assertHarmless(shown("show", "latest", "--task", "ask"), text);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static String array(List<String> texts) {
        return new JsonMapper()
                .writeValueAsString(texts.stream()
                        .map(text -> text.replace('\ud800', '\ufffd'))
                        .toList());
    }

    private String shown(String... args) {
        Invocation plain = new Invocation(home).run(args);
        assertThat(plain.code()).as(plain.err()).isIn(0, 1);
        String coloured = new Invocation(home).on(COLOURED).run(args).out();
        assertHarmless(COLOUR.matcher(coloured).replaceAll(""), String.join(" ", args));
        return plain.out();
    }

    private JsonNode json(String... args) {
        String[] all =
                Stream.concat(Stream.of(args), Stream.of("--output", "json")).toArray(String[]::new);
        Invocation run = new Invocation(home).run(all);
        assertThat(run.code()).as(run.err()).isIn(0, 1);
        return new JsonMapper().readTree(run.out());
    }
}
