import dev.reeve.*;
import java.time.LocalDate;

public final class DailyEtl {
  record Rows(int n) {}
  static Rows extract(LocalDate day) { return new Rows(1); }
  static Rows clean(Rows raw) { return raw; }
  static void load(Rows rows) {}

  static Flow flow() {
    return Flow.define("daily-etl", f -> {
      Parameter<LocalDate> day = f.parameter("day", LocalDate.class);

      Output<Rows> raw   = f.task(DailyEtl::extract, day);
      Output<Rows> clean = f.task(DailyEtl::clean, raw);
      f.action(DailyEtl::load, clean);
    });
  }

  public static void main(String[] a) { System.out.println(flow().graph().nodes()); }
}
