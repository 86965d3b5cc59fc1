package dev.reeve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.GraphNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What compiles and what does not: the whole surface, held against javac in three runs of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceTest {
    private static final List<String> EXAMPLES = List.of("Buckets", "CovidFlow", "DailyEtl", "OrdersEtl", "Surface");

    private static final String WRONG = """
            import static dev.reeve.Inputs.*;
            import dev.reeve.*; import java.net.URI; import java.nio.file.Path; import java.time.*; import java.util.*;
            class Case { static String announce2(long x) { return ""; } static Flow flow() { return Flow.define("w", f -> {
            Output<String> z = f.task(Surface::zero); Parameter<Integer> size = f.parameter("size", 4);
            Parameter<String> country = f.parameter("country", "DE"); Parameter<LocalDate> day = f.parameter("day", LocalDate.class);
            Output<Surface.Table> table = f.task(Surface::read, value(URI.create("file:x")));
            Output<List<Surface.Row>> rows = table.get(Surface.Table::rows); Output<Surface.Row> row = rows.get(List::getFirst);
            Output<Boolean> large = f.task(Surface::isLarge, table); Output<Path> file = value(Path.of("."));
            Output<Long> n = f.task(Surface::count, rows);
            LINE
            }); } }
            """;

    private static final String REFERENCE = """
            import static dev.reeve.Inputs.*;
            import dev.reeve.*; import java.util.*;
            class Case {
              record Row(String c, int n) {}
              static List<Row> load() throws java.io.IOException { return List.of(); }
              static List<Row> filterData(List<Row> rows, String country) { return rows; }
              static long count(Collection<Row> rows) { return rows.size(); }
              static String report(long n, List<Row> rows, String title) { return title; }
              static void save(List<Row> rows, String path) throws java.io.IOException { }
              static void ping() {}
              static String prim(int x) { return ""; }
              static <T extends Comparable<T>> T max(List<T> l) { return null; }
              static List<Row> merge(List<List<Row>> parts) { return null; }
              private String inst(String x) { return x; }
              static String over(String a) { return a; }
              static String over(Integer a) { return a.toString(); }
              static Object opaque(Object o) { return o; }
              static Flow flow() { return new Case().define(); }
              Flow define() { return Flow.define("c", f -> { BEFORE
                LINE
              }); }
            }
            """;

    private final Map<String, List<JavaSources.Message>> errors = new TreeMap<>();
    private ClassLoader examples;
    private ClassLoader references;

    @BeforeAll
    void compileAll(@TempDir Path directory) throws Exception {
        JavaSources ok = new JavaSources().options("-parameters");
        EXAMPLES.forEach(name -> ok.add(name, SourceCase.text("ok/" + name + ".java")));
        Path classes = Files.createDirectory(directory.resolve("ok"));
        examples = ok.compileTo(classes).load();

        JavaSources good = new JavaSources();
        JavaSources bad = new JavaSources().against(classes).options("-XDshould-stop.ifError=FLOW");
        for (SourceCase c : referenceCases()) {
            (c.id().startsWith("G") ? good : bad).add(c.id(), source(REFERENCE, c));
        }
        for (SourceCase c : wrongCases()) {
            bad.add(c.id(), source(WRONG, c));
        }
        references =
                good.compileTo(Files.createDirectory(directory.resolve("good"))).load();
        bad.compileTo(Files.createDirectory(directory.resolve("bad"))).errors().stream()
                .collect(Collectors.groupingBy(JavaSources.Message::source))
                .forEach(errors::put);
    }

    private static String source(String frame, SourceCase c) {
        return frame.replace("LINE", c.line())
                .replace("BEFORE", c.before())
                .replace("OrdersEtlX", "Case")
                .replaceAll("\\bCase\\b", c.id());
    }

    static List<SourceCase> wrongCases() {
        return SourceCase.read("wrong.txt");
    }

    static List<SourceCase> referenceCases() {
        return SourceCase.read("method-references.txt");
    }

    @Test
    void allCasesAreThere() {
        assertThat(wrongCases()).hasSize(67);
        assertThat(referenceCases()).hasSize(29);
        assertThat(errors.keySet()).as("a class without an error").hasSize(67 + 7);
    }

    @ParameterizedTest
    @MethodSource("wrongCases")
    void javacRefusesTheMistakeWhereItIs(SourceCase c) {
        List<JavaSources.Message> said = errors.getOrDefault(c.id(), List.of());
        long line =
                source(WRONG, c).lines().toList().indexOf(c.line().replaceAll("\\bCase\\b|OrdersEtlX", c.id())) + 1L;

        assertThat(said.stream().map(JavaSources.Message::line).collect(Collectors.toSet()))
                .as(said.toString())
                .isEqualTo(Set.of(line));
        String text = said.stream().map(JavaSources.Message::text).collect(Collectors.joining("\n"));
        assertThat(simpleNames(text)).contains(c.phrases());
    }

    /** As the compiler's command line shows it: without packages. */
    private static String simpleNames(String message) {
        return message.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "").replaceAll("\\bSurface\\.(?=[A-Z])", "");
    }

    @ParameterizedTest
    @MethodSource("referenceCases")
    void methodReferencesOfEveryKindAreTakenAndWrongOnesAreNot(SourceCase c) throws Exception {
        if (c.id().startsWith("X")) {
            assertThat(errors).containsKey(c.id());
        } else {
            assertThat(flow(references, c.id()).graph().size()).isPositive();
        }
    }

    @Test
    void everyConstructOfTheSurfaceDefines() throws Exception {
        Class<?> warehouse = examples.loadClass("Surface$Warehouse");
        var constructor = warehouse.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        var method = examples.loadClass("Surface").getDeclaredMethod("flow", warehouse);
        method.setAccessible(true);

        Flow flow = (Flow) method.invoke(null, constructor.newInstance("url"));

        assertThat(flow.graph().drawn().size()).isEqualTo(88);
        assertThat(flow.graph().size()).isEqualTo(85); // three stand in blocks that are run for each element
        assertThat(flow.graph().referenceNodes())
                .extracting(index -> flow.graph().node(index).name())
                .containsExactly("read", "clean_up");
    }

    @Test
    void theCovidFlowIsSevenTasksWiredByData() throws Exception {
        Flow flow = flow(examples, "CovidFlow");

        assertThat(flow.graph().nodes())
                .extracting(GraphNode::name)
                .containsExactly(
                        "download_data",
                        "filter_data",
                        "enrich_data",
                        "aggregate_data",
                        "print_data",
                        "prepare_data_for_upload",
                        "upload");
        assertThat(flow.graph().node(0).settings().target()).isEqualTo("{task_name}-{today}");
        assertThat(flow.graph().node(6).settings().policy().retries()).isEqualTo(3);
    }

    @Test
    void theOtherExamplesDefine() throws Exception {
        assertThat(flow(examples, "OrdersEtl").graph().size()).isEqualTo(10);
        assertThat(flow(examples, "DailyEtl").graph().size()).isEqualTo(3);
    }

    private static Flow flow(ClassLoader loader, String owner) throws Exception {
        var method = loader.loadClass(owner).getDeclaredMethod("flow");
        method.setAccessible(true);
        return (Flow) method.invoke(null);
    }
}
