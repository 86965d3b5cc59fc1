package dev.reeve.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
    @TempDir
    Path home;

    @Test
    void aNewProjectCompilesRunsAndDraws() throws IOException {
        assertThat(run("new", "flow", "my-etl").code()).isZero();
        Path project = home.resolve("my-etl");
        assertThat(compile(project)).isEmpty();
        copyResources(project);

        Invocation run = run("run", "my-etl", "-p", "minimum=50", "-p", "report=" + home.resolve("out/revenue.csv"));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("write_report +Success");
        assertThat(Files.readString(home.resolve("out/revenue.csv")))
                .isEqualTo("city,orders,amount\nLisbon,1,220.00\nOslo,2,385.25\nRome,2,193.90\n");
        assertThat(run("visualize", "my-etl").out()).contains("read_orders", "sum_by_city", "write_report");
    }

    @Test
    void noPlaceholderIsLeftAndThePomIsWellFormed() throws Exception {
        run("new", "flow", "jobs/sales", "--name", "daily-sales", "--package", "com.acme.sales");
        Path project = home.resolve("jobs/sales");
        for (Path file : files(project)) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("{{", "}}");
        }
        String pom = Files.readString(project.resolve("pom.xml"));
        assertThat(pom)
                .contains("<groupId>com.acme.sales</groupId>", "<artifactId>daily-sales</artifactId>")
                .contains("<version>" + Version.text() + "</version>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(project.resolve("pom.xml").toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("project");
        assertThat(project.resolve("src/main/java/com/acme/sales/DailySalesFlow.java"))
                .exists();
        assertThat(project.resolve("src/test/java/com/acme/sales/DailySalesFlowTest.java"))
                .exists();
        assertThat(project.resolve(".gitignore")).exists();
        assertThat(project.resolve("README.md")).content().contains("reeve run target/daily-sales.jar");
    }

    @Test
    void whatToTryNextIsCalledAsThisCommandWasAndCanBePasted() {
        Invocation made = new Invocation(home).calledAs("/opt/it's mine/reeve").run("new", "flow", "my sales");
        assertThat(made.out().lines())
                .contains(
                        "  cd '" + home.resolve("my sales") + "'",
                        "  '/opt/it'\\''s mine/reeve' run target/my-sales.jar",
                        "  '/opt/it'\\''s mine/reeve' visualize target/my-sales.jar -o flow.svg");
        assertThat(run("new", "flow", "plain").out().lines())
                .contains("  cd " + home.resolve("plain"), "  reeve run target/plain.jar");
    }

    @Test
    void aDirectoryWithFilesIsLeftAlone() throws IOException {
        Files.createDirectories(home.resolve("full"));
        Files.writeString(home.resolve("full/notes.txt"), "mine");
        Invocation made = run("new", "flow", "full");
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("has files in it");
        assertThat(files(home.resolve("full"))).containsExactly(home.resolve("full/notes.txt"));
        assertThat(run("new", "flow", "full/notes.txt").err()).contains("is a file");
    }

    @Test
    void anEmptyDirectoryWillDo() throws IOException {
        Files.createDirectories(home.resolve("empty"));
        assertThat(run("new", "flow", "empty").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "My ETL_2, my-etl-2, com.example.myetl2, MyEtl2Flow",
        "Émile, emile, com.example.emile, EmileFlow",
        "2nd-flow, nd-flow, com.example.ndflow, NdFlow",
        "switch, switch, com.example.switchflow, SwitchFlow"
    })
    void namesAreMadeOfTheDirectory(String directory, String name, String packageName, String className)
            throws IOException {
        assertThat(run("new", "flow", directory).code()).isZero();
        Path project = home.resolve(directory);
        assertThat(project.resolve("pom.xml")).content().contains("<artifactId>" + name + "</artifactId>");
        assertThat(project.resolve("src/main/java/" + packageName.replace('.', '/') + "/" + className + ".java"))
                .exists();
        assertThat(compile(project)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sales", "a b", "-x", "a--b", "../x", "1a", "a</artifactId>"})
    void namesThatWillNotDoAreRefused(String name) {
        Invocation made = run("new", "flow", "p", "--name=" + name);
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("is no name for a project").contains("--name daily-sales");
        assertThat(home.resolve("p")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.class", "com..acme", "com/acme", "1com", "java.util"})
    void packagesThatWillNotDoAreRefused(String name) {
        Invocation made = run("new", "flow", "p", "--package", name);
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("is no Java package");
    }

    /** Compiles main and test sources as Maven would; returns what javac says. */
    private static String compile(Path project) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter words = new StringWriter();
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        List<Path> sources = new ArrayList<>();
        for (Path file : files(project)) {
            if (file.toString().endsWith(".java")) {
                sources.add(file);
            }
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            List<String> options = List.of(
                    "--release",
                    "21",
                    "-proc:none",
                    "-parameters",
                    "-Xlint:all,-processing,-classfile,-path",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            compiler.getTask(words, files, null, options, null, units).call();
        }
        return words.toString();
    }

    private static void copyResources(Path project) throws IOException {
        Path resources = project.resolve("src/main/resources");
        for (Path file : files(resources)) {
            Path copy = project.resolve("target/classes").resolve(resources.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Invocation run(String... args) {
        return new Invocation(home).run(args);
    }
}
