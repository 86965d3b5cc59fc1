import static dev.reeve.Inputs.*;
import static java.time.Duration.*;
import dev.reeve.*;
import java.net.URI;
import java.nio.file.Path;
import java.time.*;
import java.util.*;
import java.util.stream.Stream;

/** Every construct once. */
final class Surface {
  enum Format { CSV, JSON }
  record Row(String id, int amount, Address address) {}
  record Address(String city, Geo geo) {}
  record Geo(double lat) {}
  record Table(List<Row> rows, String name) {}
  record Cursor(int page) {}
  record Decision(boolean publish, String comment) {}
  record Pair(String a, int b) {}

  static String zero() { return ""; }
  static String five(String a, int b, List<String> c, Path d, Instant e) { return ""; }
  static void act0() {}
  static void act5(String a, int b, List<String> c, Path d, Instant e) {}
  static Table read(URI u) { return null; }
  static Table readCsv(Path p) { return null; }
  static Table readJson(Path p) { return null; }
  static Format sniff(Path p) { return null; }
  static String ext(Path p) { return null; }
  static boolean isLarge(Table t) { return true; }
  static long sum(List<? extends Number> xs) { return 0; }
  static long count(Collection<Row> rows) { return 0; }
  static <T extends Comparable<T>> T max(List<T> l) { return null; }
  static <T> List<T> empty() { return List.of(); }
  static Row fix(Row r, String country) { return r; }
  static Row fixShared(String country, Row r) { return r; }
  static Row join(Row a, Row b) { return a; }
  static Row join3(Row a, Row b, String s, Row c) { return a; }
  static List<Row> split(Row r) { return List.of(); }
  static Stream<Row> lines(List<Row> rows) { return rows.stream(); }
  static void store(Row r, String table) {}
  static Integer small() { return 1; }
  static Double big() { return 1.0; }
  static Loop<Cursor, Table> nextPage(Cursor c, String token) { return c.page() > 3 ? Loop.done(new Table(List.of(), "")) : Loop.again(new Cursor(c.page() + 1)); }
  static Loop<Integer, Integer> poll(Integer n) { if (n < 9) return Loop.again(n + 1); return Loop.done(n); }
  record Cluster(String url) implements AutoCloseable { public void close() {} Table query(String sql) { return null; } }
  static Cluster startCluster(int size) { return null; }
  static void stopCluster(Cluster c) {}
  static Table query(Cluster c, String sql) { return null; }
  static void vacuum(Cluster c) {}
  static long part(int i) { return i; }
  static String over(String a) { return a; }
  static String over(Integer a) { return ""; }
  static void over(String a, int b) {}
  static Table withContext(TaskRun run, URI u) { return null; }
  static void login(Secret s) {}
  static void publish(Table t) {}
  static void cleanUp() {}
  record Both(Output<Table> table, Output<Long> count) {}

  static ResultFlow<Long> child() {
    return Flow.returning("child", f -> {
      Parameter<String> country = f.parameter("country", "DE");
      Output<Table> t = f.task(Surface::read, value(URI.create("file:x")));
      return f.task(Surface::count, t.get(Table::rows));
    });
  }
  static ResultFlow<Long> plan(int width) {
    return Flow.returning("planned", f -> {
      List<Output<Long>> parts = new ArrayList<>();
      for (int i = 0; i < width; i++) parts.add(f.task(Surface::part, value(i)));
      return f.task(Surface::sum, all(parts));
    });
  }
  /** A user's service object. */
  static final class Warehouse {
    Warehouse(String url) {}
    @Task(retries = 2) Table load(LocalDate day) { return null; }
    @Task void write(Table t) {}
  }
  /** Composition by an ordinary method. */
  static Output<Long> cleaned(FlowBuilder f, Output<Table> in, Output<String> country) {
    Output<List<Row>> rows = f.map(Surface::fix, each(in.get(Table::rows)), country);
    return f.task(Surface::count, rows);
  }

  static Flow flow(Warehouse warehouse) {
    return Flow.define("surface", f -> {
      // parameters
      Parameter<String> country = f.parameter("country", "DE").describedAs("ISO code");
      Parameter<LocalDate> day = f.parameter("day", LocalDate.class);
      Parameter<List<String>> names = f.parameter("names", new TypeRef<List<String>>() {}, List.of("a", "b"));
      Parameter<List<URI>> uris = f.parameter("uris", new TypeRef<>() {});
      Parameter<Path> file = f.parameter("file", Path.class, Path.of("."));
      Parameter<Integer> size = f.parameter("size", 4);
      Parameter<Boolean> full = f.parameter("full", false);
      Parameter<Format> format = f.parameter("format", Format.CSV);

      // tasks and actions, 0..5
      Output<String> z = f.task(Surface::zero);
      Output<String> five = f.task(Surface::five, z, size, names, file, value(Instant.EPOCH));
      ActionNode a0 = f.action(Surface::act0);
      f.action(Surface::act5, z, size, names, file, value(Instant.EPOCH));
      f.action(Surface::zero);                                   // a value nobody wants
      Output<String> o1 = f.task(Surface::over, z);              // overloaded by the user
      Output<String> o2 = f.task(Surface::over, value(5));
      f.action(Surface::over, z, size);
      Output<String> trimmed = f.task(String::trim, z);
      Output<String> lambda = f.task((a, b) -> a + b, z, size).named("concat");
      Output<Pair> pair = f.task(Pair::new, z, size);
      Output<Table> loaded = f.task(warehouse::load, day);
      f.action(warehouse::write, loaded);
      var inferred = f.task(Surface::read, value(URI.create("file:x"))).retries(3);
      Output<List<String>> none = f.task(Surface::empty);

      // constants, fan-in, projections
      Output<Long> s = f.task(Surface::sum, all(value(1), value(2.5)));
      Output<Integer> m = f.task(Surface::max, all(List.of(value(1), value(2))));
      Output<Double> lat = f.task(Surface::split, loaded.get(Table::rows).get(List::getFirst)).get(List::getFirst).get(Row::address).get(Address::geo).get(Geo::lat);
      Output<Long> c = f.task(Surface::count, loaded.get(Table::rows));

      // mapping
      Output<List<Row>> rows = loaded.get(Table::rows);
      Output<List<Row>> fixed = f.map(Surface::fix, each(rows), country);
      Output<List<Row>> fixed2 = f.map(Surface::fixShared, country, each(fixed));
      Output<List<Row>> joined = f.map(Surface::join, each(fixed), each(fixed2));
      Output<List<Row>> joined3 = f.map(Surface::join3, each(fixed), each(rows), value("x"), each(joined)).retries(2);
      Output<List<List<Row>>> nested = f.map(Surface::split, each(joined3)).named("explode");
      Output<List<Row>> flat = f.map(Surface::fix, each(flatten(nested)), value("x"));
      Output<Stream<Row>> lines = f.task(Surface::lines, rows);
      Output<List<Row>> ofStream = f.map(Surface::fix, streamed(lines), country);
      Output<List<Row>> ofStreamToo = f.map(Surface::fixShared, streamed(lines).get(Row::id), each(rows));
      Output<List<Table>> fromConstants = f.map(Surface::read, each(List.of(URI.create("file:a"), URI.create("file:b"))));
      Output<List<Row>> viaComponent = f.map(Surface::fixShared, each(rows).get(Row::address).get(Address::city), each(rows));
      f.forEach(Surface::store, each(flat), value("orders")).retries(3).after(a0);
      Output<Long> reduced = f.task(Surface::count, flat);
      Output<List<Long>> lengths = f.map((r, cn) -> r.amount() + (long) cn.length(), each(rows), country).named("lengths");
      Output<List<Row>> perRow = f.fanOut(rows, row -> {
        Output<Row> better = f.task(Surface::fix, row, country);
        return f.task(Surface::join, row, better);
      });

      // branching
      Output<Boolean> large = f.task(Surface::isLarge, loaded);
      Output<Table> t1 = f.branch(large,
          () -> f.task(Surface::readCsv, file).retries(2),
          () -> f.task(Surface::readJson, file));
      Output<Number> n1 = f.branch(large, () -> f.task(Surface::small), () -> f.task(Surface::big));
      Output<Table> kept = f.branch(large, () -> f.task(Surface::readCsv, file), () -> loaded);
      Output<Table> t2 = f.choose(f.task(Surface::sniff, file))
          .when(Format.CSV, () -> f.task(Surface::readCsv, file))
          .when(Format.JSON, () -> f.task(Surface::readJson, file))
          .orFail();
      Output<Table> t3 = f.choose(f.task(Surface::ext, file))
          .when("csv", () -> {
            Output<Table> t = f.task(Surface::readCsv, file);
            f.action(Surface::publish, t);
            return t;
          })
          .otherwise(() -> f.task(Surface::readJson, file));
      f.onlyIf(large, () -> {
        f.action(Surface::publish, t1);
        f.action(Surface::publish, t2);
      });
      f.action(Surface::publish, t3).onlyIf(large);
      f.action(Surface::publish, t3).onlyIf(format.is(Format.CSV)).named("publish-csv");

      // loops
      Output<Table> all = f.loop(Surface::nextPage, value(new Cursor(0)), country).retries(2);
      Output<Integer> polled = f.loop(Surface::poll, size);

      // resources
      Output<Table> q = f.resource(Surface::startCluster, size)
          .closeWith(Surface::stopCluster)
          .use(cluster -> {
            f.action(Surface::vacuum, cluster);
            return f.task(Surface::query, cluster, value("select 1")).retries(2);
          });
      ActionNode v = f.resource(Surface::startCluster, size).closeWith(Cluster::close).use(cluster -> f.action(Surface::vacuum, cluster));
      Both both = f.resource(Surface::startCluster, size).closeWith(Cluster::close).use(cluster -> {
        Output<Table> t = f.task(Cluster::query, cluster, value("select 1"));
        return new Both(t, f.task(Surface::count, t.get(Table::rows)));
      });
      f.action(Surface::publish, both.table());

      // sub-flows
      Output<Long> sub = f.subflow(child(), with("country", country)).retries(1);
      f.subflow(CovidFlow.flow(), with("country", value("Italy"))).after(v);
      Output<List<Long>> subs = f.fanOut(names, name -> f.subflow(child(), with("country", name)));
      Output<Long> inline = cleaned(f, q, country);
      Output<Long> planned = f.dynamic(Surface::plan, size);

      // people
      Output<Approval> yes = f.approval("Publish?");
      Output<Decision> decision = f.approval("Publish these?", Decision.class).showing(t1, sub).by("editors").timeout(ofDays(2));
      f.action(Surface::publish, t1).onlyIf(decision.get(Decision::publish)).named("publish-approved");

      // options, order, reference tasks
      Output<Table> opts = f.task(Surface::readCsv, file).named("read").retries(3, ofSeconds(10)).timeout(ofMinutes(5))
          .trigger(Trigger.ALL_FINISHED).after(a0, sub).tags("db", "slow").requires("gpu", 1).onlyIf(large).cacheFor(ofHours(1)).target("{today}.csv");
      ActionNode bye = f.action(Surface::cleanUp).trigger(Trigger.ALL_FINISHED).after(opts, v);
      f.referenceTasks(opts, bye);

      // context
      Output<Table> ctx = f.task(Surface::withContext, taskRun(), value(URI.create("file:a")));
      f.action(Surface::login, secret("warehouse"));
      Output<List<Table>> ctxs = f.map(Surface::withContext, taskRun(), each(uris));
    });
  }
  public static void main(String[] a) {
    System.out.println(flow(new Warehouse("x")).graph().nodes());
    ResultRun<Long> run = child().run(Map.of("country", "IT"));
    Long result = run.result();
  }
}
