import static dev.reeve.Inputs.*;
import static java.time.Duration.*;
import dev.reeve.*;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.*;

/** ETL with mapping, branching, retries, a reduce and an alert. */
public final class OrdersEtl {
  record Page(int number, String body) {}
  record Orders(List<String> ids) {}
  record Report(long orders, boolean suspicious) {}

  static List<URI> listPages(LocalDate day) throws IOException { return List.of(); }
  static Page fetch(URI page, String token) throws IOException { return null; }
  static Orders parse(Page page) { return null; }
  static Orders mergeOrders(List<Orders> parts) { return null; }
  static Report check(Orders orders) { return null; }
  static long loadIncrement(Orders orders) { return 0; }
  static long reloadEverything(Orders orders) { return 0; }
  static void alert(Report report, String channel) {}
  static void announce(long rows) {}

  static Flow flow() {
    return Flow.define("orders", f -> {
      Parameter<LocalDate> day   = f.parameter("day", LocalDate.class);
      Parameter<String>    token = f.parameter("token", "demo");
      Parameter<Boolean>   full  = f.parameter("full", false);

      Output<List<URI>>    pages  = f.task(OrdersEtl::listPages, day);
      Output<List<Page>>   raw    = f.map(OrdersEtl::fetch, each(pages), token)
                                     .retries(3, ofSeconds(10)).timeout(ofMinutes(2)).tags("shop-api");
      Output<List<Orders>> parsed = f.map(OrdersEtl::parse, each(raw));
      Output<Orders>       orders = f.task(OrdersEtl::mergeOrders, parsed);
      Output<Report>       report = f.task(OrdersEtl::check, orders);

      Output<Long> loaded = f.branch(full,
          () -> f.task(OrdersEtl::reloadEverything, orders).timeout(ofHours(1)),
          () -> f.task(OrdersEtl::loadIncrement, orders).retries(2));

      f.action(OrdersEtl::alert, report, value("#data")).onlyIf(report.get(Report::suspicious));
      f.action(OrdersEtl::announce, loaded).trigger(Trigger.ALL_SUCCESSFUL);
      f.referenceTasks(loaded);
    });
  }

  public static void main(String[] a) { System.out.println(flow().graph().nodes()); }
}
