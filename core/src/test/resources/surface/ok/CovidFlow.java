import static dev.reeve.Inputs.*;
import dev.reeve.*;
import java.io.IOException;
import java.net.URI;
import java.util.*;
import java.util.function.Predicate;

public final class CovidFlow {
  record Row(String country, int cases) {}
  record CaseTable(List<Row> rows) { CaseTable where(Predicate<Row> p) { return new CaseTable(rows.stream().filter(p).toList()); } }
  record MonthlyTable(List<Row> rows) {}
  record CsvFile(String filename, String text) {}
  static final URI ECDC_DATA = URI.create("file:data.json");

  @Task(retries = 3, retryDelay = "PT10S", target = "{task_name}-{today}")
  static CaseTable downloadData(URI source) throws IOException { return null; }

  @Task static CaseTable filterData(CaseTable cases, String country) {
    TaskRun.current().logger().info("Filtering data for country {}", country);
    return cases.where(row -> row.country().equals(country));
  }
  @Task static CaseTable enrichData(CaseTable cases) { return cases; }
  @Task static MonthlyTable aggregateData(CaseTable cases) { return new MonthlyTable(cases.rows()); }
  @Task static void printData(MonthlyTable table) {}
  @Task static CsvFile prepareDataForUpload(MonthlyTable table) { return new CsvFile("x.csv", ""); }

  public static Flow flow() {
    return Flow.define("covid-monthly", f -> {
      Parameter<String> country = f.parameter("country", "Germany");
      Parameter<URI>    bucket  = f.parameter("bucket", URI.create("file:reeve-demo"));
      Parameter<URI>    source  = f.parameter("source", ECDC_DATA);

      Output<CaseTable>    cases    = f.task(CovidFlow::downloadData, source);
      Output<CaseTable>    filtered = f.task(CovidFlow::filterData, cases, country);
      Output<CaseTable>    enriched = f.task(CovidFlow::enrichData, filtered);
      Output<MonthlyTable> monthly  = f.task(CovidFlow::aggregateData, enriched);
      f.action(CovidFlow::printData, monthly);
      Output<CsvFile>      csv      = f.task(CovidFlow::prepareDataForUpload, monthly);
      f.action(Buckets.upload(), bucket, csv.get(CsvFile::filename), csv.get(CsvFile::text));
    });
  }

  public static void main(String[] args) {
    System.out.println(flow().graph().nodes());
    FlowRun run = flow().run(Map.of("country", "Italy"));
    System.exit(run.state().isSuccessful() ? 0 : 1);
  }
}
