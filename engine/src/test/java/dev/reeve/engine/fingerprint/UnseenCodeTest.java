package dev.reeve.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that may come to more than it shows counts with its whole jar; what can be told does not. */
final class UnseenCodeTest {
    @TempDir
    Path directory;

    /** A program whose task "it" has that body, beside a class that nothing reads. */
    private Compiled program(String body, String beside, String... more) throws Exception {
        String[] sources = Arrays.copyOf(more, more.length + 2);
        sources[more.length] = """
                public class F {
                    %s
                    static Object it() throws Exception { %s }
                    static Object plain() { return 1; }
                    public static Flow flow() {
                        return Flow.define("f", f -> { f.task(F::it); f.task(F::plain); });
                    }
                }
                """.formatted(MEMBERS, body);
        sources[more.length + 1] = "class Beside { Object o = " + beside + "; }";
        return Compiled.in(directory, sources);
    }

    /** A program in which each of these is the body of a task, beside a class that nothing reads. */
    private Compiled programOf(List<String> bodies, String beside) throws Exception {
        StringBuilder tasks = new StringBuilder();
        StringBuilder flow = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++) {
            tasks.append("static Object it%d() throws Exception { %s }\n".formatted(i, bodies.get(i)));
            flow.append("f.task(F::it%d);".formatted(i));
        }
        return Compiled.in(
                directory,
                "public class F { " + MEMBERS + tasks + " public static Flow flow() { return Flow.define(\"f\", f -> {"
                        + flow + "}); } }",
                "class Beside { Object o = " + beside + "; }");
    }

    private static final List<String> UNSEEN = List.of(
            "return Class.forName(\"Beside\" + 1);",
            "return F.class.getDeclaredMethods().length;",
            "return F.class.getDeclaredConstructor().newInstance();",
            "return Thread.currentThread().getContextClassLoader().loadClass(\"B\");",
            "return ServiceLoader.load(Runnable.class).findFirst();",
            "return java.lang.invoke.MethodHandles.lookup().findStatic(F.class, \"x\", null);",
            "return new java.io.ObjectInputStream(null).readObject();",
            "return ResourceBundle.getBundle(\"x\");",
            "return java.lang.reflect.Proxy.newProxyInstance(null, null, null);",
            "return new ClassLoader() {}.toString();",
            "System.loadLibrary(\"x\"); return 1;",
            "return new Object() { native int x(); }.x();",
            "Supplier<Object> s = () -> { try { return Class.forName(\"A\"); } catch (Exception e) { return 1; } }; return s.get();",
            "return F.class.getResource(\"x\" + \".class\").getPath() + \"x.class\";",
            "return count;",
            "return SEEN.size();",
            "return DEEP.size();",
            "return ANY.size();",
            "return EITHER.size();",
            "return COLUMNS.length;",
            "return NEXT.get();",
            "return TEXT.length();",
            "return BY_OTHER;",
            "return HELD.o();",
            "return Counter.ONE.n;");

    private static final List<String> SEEN = List.of(
            "return SIZE;",
            "return BY_A;",
            "return NAMES.size();",
            "return RATES.size();",
            "return UPPER.apply(\"a\");",
            "LOG.info(\"x\"); return 1;",
            "return PAIR.kind().n();",
            "return Kind.valueOf(\"A\");",
            "return EnumSet.allOf(Kind.class);",
            "return switch (PAIR.kind()) { case A -> 1; case B -> 2; };",
            "Object o = PAIR; return switch (o) { case Pair(String a, Kind k) -> a; default -> o; };",
            "return \"x\" + NAMES + SIZE;",
            "return NAMES.stream().map(String::trim).sorted(Comparator.reverseOrder()).toList();",
            "return F.class.getSimpleName();",
            "return java.nio.file.Files.readString(java.nio.file.Path.of(\"x\"));",
            "return java.net.http.HttpClient.newHttpClient().hashCode();",
            "TaskRun.current().logger().info(\"x\"); return 1;",
            "throw Signal.skip(\"no\");",
            "assert SIZE > 2; return 1;",
            "class Local { int n() { return SIZE; } } return new Local().n();");

    private static final String MEMBERS = """
            static int count;
            static final int SIZE = Integer.parseInt("3");
            static final List<String> NAMES = List.of("a", "b");
            static final List<List<String>> DEEP = List.of(new ArrayList<>());
            static final List<Object> ANY = List.of(new ArrayList<>());
            static final Map<String, Integer> RATES = Map.of("a", 1);
            static final Map<String, Integer> SEEN = new HashMap<>();
            static final List<String> EITHER = Boolean.getBoolean("x") ? List.of() : new ArrayList<>();
            static final String[] COLUMNS = {"a"};
            static final Function<String, String> UPPER = s -> s.toUpperCase();
            static final Supplier<Integer> NEXT = new int[] {1}::hashCode;
            static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger("x");
            static final StringBuilder TEXT = new StringBuilder();
            static final Comparator<Pair> BY_A = Comparator.comparing(Pair::a);
            static final List<Comparator<Pair>> MINE = new ArrayList<>();
            static final Comparator<Pair> BY_OTHER = Comparator.comparing(MINE::indexOf);
            enum Kind { A { int n() { return 1; } }, B { int n() { return 2; } }; abstract int n(); }
            enum Counter { ONE; int n; }
            record Pair(String a, Kind kind) {}
            record Held(Object o) {}
            static final Pair PAIR = new Pair("a", Kind.A);
            static final Held HELD = new Held(new ArrayList<>());
            """;

    @Test
    void whatCannotBeSeenCountsWithItsWholeJar() throws Exception {
        Compiled before = programOf(UNSEEN, "1");
        assertThat(before.codes().values())
                .hasSize(UNSEEN.size())
                .allSatisfy(code -> assertThat(code.coarseness()).isNotEmpty());
        assertThat(programOf(UNSEEN, "1").changedFrom(before)).isEmpty();
        assertThat(programOf(UNSEEN, "2").changedFrom(before)).hasSize(UNSEEN.size());
    }

    @Test
    void whatCanBeSeenCountsAlone() throws Exception {
        Compiled before = programOf(SEEN, "1");
        assertThat(before.codes().values())
                .hasSize(SEEN.size())
                .allSatisfy(code -> assertThat(code.coarseness()).isEmpty());
        assertThat(programOf(SEEN, "2").changedFrom(before)).isEmpty();
    }

    @Test
    void filesBesideTheClassesCountForThoseThatReadThem() throws Exception {
        String body = "return F.class.getResourceAsStream(\"query.sql\");";
        Compiled before = program(body, "1").with("query.sql", "select 1");
        assertThat(before.codes().get("it").coarseness()).isEmpty();
        assertThat(program(body, "2").with("query.sql", "select 1").changedFrom(before))
                .isEmpty();
        assertThat(program(body, "2").with("query.sql", "select 1").jar().changedFrom(before))
                .isEmpty();
        assertThat(program(body, "1").with("query.sql", "select 2").changedFrom(before))
                .containsExactly("it");
    }

    @Test
    void filesCountForThoseThatCallLibraries() throws Exception {
        String body = "return javax.xml.parsers.DocumentBuilderFactory.newInstance();";
        Compiled before = program(body, "1").with("mapping.xml", "a");
        assertThat(program(body, "2").with("mapping.xml", "a").changedFrom(before))
                .isEmpty();
        assertThat(program(body, "1").with("mapping.xml", "b").changedFrom(before))
                .containsExactly("it");
        Compiled registering = program(body, "1").with("META-INF/services/java.lang.Runnable", "Beside");
        assertThat(registering.codes().get("it").coarseness()).contains("registers services");
        assertThat(registering.codes().get("plain").coarseness()).isEmpty();
    }

    @Test
    void packageThatATextNamesCountsForThoseThatCallLibraries() throws Exception {
        String name = "String s = \"orders\";";
        Compiled silent = program(name + "return s;", "1").with("orders/A.class", "");
        assertThat(silent.codes().get("it").coarseness()).isEmpty();
        String asks = name + "return javax.xml.parsers.DocumentBuilderFactory.newInstance(s, null);";
        Compiled asking = program(asks, "1").with("orders/A.class", "");
        assertThat(asking.codes().get("it").coarseness()).contains("names the package orders");
        assertThat(program(asks, "1").codes().get("it").coarseness()).isEmpty();
    }

    @Test
    void classThatATextNamesCounts() throws Exception {
        String body = "return System.getProperty(\"Beside\");";
        assertThat(program(body, "2").changedFrom(program(body, "1"))).containsExactly("it");
    }

    @Test
    void classOfALaterJdkCountsWithItsWholeJar() throws Exception {
        Compiled before = program("return new Other();", "1", "class Other {}");
        Path other = before.place().resolve("Other.class");
        byte[] bytes = Files.readAllBytes(other);
        bytes[7] = (byte) 200; // the version of the class file
        Files.write(other, bytes);
        Map<String, TaskCode> codes = before.codes();
        assertThat(codes.get("it").coarseness()).contains("cannot be looked into");
        assertThat(codes.get("plain").coarseness()).isEmpty();
    }

    @Test
    void damagedClassCountsWithItsWholeJar() throws Exception {
        Compiled before = program("return new Other();", "1", "class Other { int m(int i) { return i > 3 ? 4 : 5; } }");
        Path other = before.place().resolve("Other.class");
        byte[] bytes = Files.readAllBytes(other);
        Files.write(other, Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(before.codes().get("it").coarseness()).contains("cannot be looked into");
    }

    @Test
    void classesThatWereBuiltAnewWhileTheProgramRunsEqualNothing() throws Exception {
        Compiled program = program("return new Other();", "1", "class Other {}");
        Bundle bundle = new Bundle(
                "F",
                UnseenCodeTest.class.getClassLoader(),
                program.place().toUri().toURL());
        Bundle jar = new Bundle(
                "F",
                UnseenCodeTest.class.getClassLoader(),
                program.jar().place().toUri().toURL());
        Reach.Root plain = new Reach.Root.Exact(new Member("F", "plain", "()Ljava/lang/Object;"));
        Reach.Root it = new Reach.Root.Exact(new Member("F", "it", "()Ljava/lang/Object;"));
        for (Bundle each : List.of(bundle, jar)) {
            assertThat(each.reach(plain).blindness()).isEmpty();
        }
        program.with("Other.class", "new").jar();
        for (Bundle each : List.of(bundle, jar)) {
            assertThat(each.reach(plain).blindness()).isEmpty();
            assertThat(each.reach(it).blindness()).contains("built anew while the program runs");
            assertThat(each.whole()).startsWith("changed ").isEqualTo(each.whole());
        }
        assertThat(bundle.whole()).isNotEqualTo(jar.whole());
    }
}
