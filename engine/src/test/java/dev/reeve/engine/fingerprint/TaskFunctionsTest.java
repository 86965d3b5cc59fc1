package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every function that a task has counts, and what it carries along. */
final class TaskFunctionsTest {
    private static final String PROGRAM = """
            public class F {
                static final Flow PART = Flow.define("part", p -> { p.action(F::inside, value("a")); p.action(F::other); });
                static final int LOCAL = Integer.parseInt("1");
                public static Flow flow() {
                    Flow part = part();
                    int count = 11;
                    List<String> names = List.of("n1");
                    List<String> growing = new ArrayList<>(List.of("g1"));
                    Shop shop = new Shop(java.net.URI.create("http://one"));
                    Changing changing = new Changing();
                    Counter counter = Counter.ONE;
                    return Flow.define("f", f -> {
                        Parameter<String> day = f.parameter("day", "mon");
                        Parameter<Mark> mark = f.parameter("mark", new Mark(1));
                        Parameter<Object> any = f.parameter("any", Object.class, "x");
                        Output<Row> row = f.task(F::row, day);
                        f.task(x -> x + count, row.get(r -> r.n() + 21)).named("captures");
                        f.task(() -> names.get(0)).named("captures_names");
                        f.task(() -> growing.get(0)).named("captures_growing");
                        f.task(() -> counter.n).named("captures_counter");
                        f.task(shop::fetch, day);
                        f.task(changing::now);
                        f.task(F::part1, row.get(Row::n));
                        Output<List<Row>> rows = value(List.of(new Row(1, List.of())));
                        f.map(F::one, each(rows).get(r -> r.n() + 31));
                        f.onlyIf(row.get(r -> r.n() > 41), () -> f.action(F::guarded));
                        f.task(F::text, value(new Mark(2))).named("constant");
                        f.task(F::text, mark).named("parameter");
                        f.task(F::text, any).named("any");
                        f.loop(F::turn, value(0));
                        f.resource(F::open).closeWith(F::close).use(o -> f.action(F::using, o));
                        f.subflow(part).named("sub");
                        f.fanOut(value(List.of("1", "2")), e -> f.task(F::block, e)).named("fan");
                        f.dynamic(F::dynamic, day);
                        f.task(F::plain).named("triggered").trigger(Trigger.own("mine", s -> s.size() < 51));
                        f.task(F::plain).named("stored").serializer(new Writes());
                        f.task(F::plain);
                        f.task(String::trim, day);
                        f.approval("Go on?").named("approved");
                        Output<String> either = f.merge(f.task(F::plain2), day);
                    });
                }
                static Flow part() { return PART; }
                record Row(int n, List<Integer> all) implements Iterable<Integer> {
                    public Iterator<Integer> iterator() { return all.iterator(); }
                }
                record Mark(int n) { public String toString() { return "mark1" + n; } }
                enum Counter { ONE; int n; }
                static class Changing { int n; int now() { return n; } }
                record Writes() implements dev.reeve.spi.Serializer {
                    public String name() { return "w1"; }
                    public byte[] toBytes(Object value, java.lang.reflect.Type type) { return new byte[61]; }
                    public Object fromBytes(byte[] bytes, java.lang.reflect.Type type) { return null; }
                }
                static Row row(String day) { return new Row(1, List.of()); }
                static int part1(int n) { return n; }
                static int one(int n) { return n; }
                static void guarded() {}
                static String text(Object o) { return o.toString(); }
                static Loop<Integer, String> turn(int n) { return n > 71 ? Loop.done("x") : Loop.again(n + 1); }
                static String open() { return "o81"; }
                static void close(String o) { System.out.println("c91"); }
                static void using(String o) { System.out.println("u101"); }
                static void inside(String s) { System.out.println("i111"); }
                static void other() { System.out.println("x121"); }
                static String block(String s) { return "b131"; }
                static ResultFlow<String> dynamic(String day) {
                    return Flow.returning("d", d -> d.task(F::inDynamic).named("x"));
                }
                static String inDynamic() { return "d141"; }
                static String plain() { return "p"; }
                static String plain2() { return "p"; }
            }
            class Shop {
                private final java.net.URI address;
                Shop(java.net.URI address) { this.address = address; }
                String fetch(String day) { return address + day + path(); }
                private String path() { return "/s151"; }
            }
            class Unread { static int N = 161; }
            """;

    @TempDir
    Path directory;

    private Compiled before;

    @BeforeEach
    void compile() throws Exception {
        before = Compiled.in(directory, PROGRAM);
    }

    private Set<String> after(String that, String other) throws Exception {
        assertThat(PROGRAM).contains(that);
        Set<String> changed =
                Compiled.in(directory, PROGRAM.replace(that, other)).changedFrom(before);
        coarse().forEach(changed::remove);
        return changed;
    }

    /** Those that any change changes. */
    private Set<String> coarse() {
        return Set.of("any", "captures_counter", "captures_growing", "now", "triggered");
    }

    @Test
    void onlyWhatCannotBeToldCountsWithItsWholeJar() throws Exception {
        Map<String, TaskCode> codes = before.codes();
        assertThat(codes.get("any").coarseness()).contains("parameter any, which may be of any class");
        assertThat(codes.get("captures_growing").coarseness()).contains("carries a ArrayList");
        assertThat(codes.get("now").coarseness()).contains("carries a Changing, whose state can change");
        assertThat(codes.get("triggered").coarseness()).contains("has a trigger of its own");
        codes.keySet().removeAll(coarse());
        assertThat(codes)
                .allSatisfy(
                        (task, code) -> assertThat(code.coarseness()).as(task).isEmpty());
        assertThat(Compiled.in(directory, PROGRAM.replace("N = 161", "N = 162")).changedFrom(before))
                .containsExactlyInAnyOrderElementsOf(coarse());
    }

    @Test
    void whatLambdasAndObjectsCarryCounts() throws Exception {
        assertThat(after("count = 11", "count = 12")).containsExactly("captures");
        assertThat(after("\"n1\"", "\"n2\"")).containsExactly("captures_names");
        assertThat(after("http://one", "http://two")).containsExactly("fetch");
        assertThat(after("/s151", "/s152")).containsExactly("fetch");
    }

    @Test
    void functionsThatTakePartsOfInputsCount() throws Exception {
        assertThat(after("r.n() + 21", "r.n() + 22")).containsExactly("captures");
        assertThat(after("r.n() + 31", "r.n() + 32")).containsExactly("one");
        assertThat(after("r.n() > 41", "r.n() > 42")).containsExactly("guarded");
    }

    @Test
    void classesOfConstantsAndParametersCount() throws Exception {
        assertThat(after("mark1", "mark2")).containsExactly("constant", "parameter");
    }

    @Test
    void functionsOfLoopsResourcesAndBlocksCount() throws Exception {
        assertThat(after("n > 71", "n > 72")).containsExactly("turn");
        assertThat(after("o81", "o82")).containsExactly("open");
        assertThat(after("c91", "c92")).containsExactly("close");
        assertThat(after("u101", "u102")).containsExactly("using");
        assertThat(after("b131", "b132")).containsExactly("fan");
        assertThat(after("d141", "d142")).containsExactly("dynamic");
        assertThat(after("new byte[61]", "new byte[62]")).containsExactly("stored");
    }

    @Test
    void codeOfAFlowThatIsATaskIsThatOfItsTasks() throws Exception {
        for (String that : new String[] {"i111", "x121"}) {
            assertThat(Compiled.in(directory, PROGRAM.replace(that, that + "2")).changedFrom(before))
                    .contains("sub")
                    .doesNotContain("plain", "fan");
        }
    }

    @Test
    void tasksWithoutCodeOfTheUsersHaveNone() throws Exception {
        assertThat(before.codes().get("merge").fingerprint()).isEqualTo("none");
        assertThat(before.codes().get("trim").coarseness()).isEmpty();
    }
}
