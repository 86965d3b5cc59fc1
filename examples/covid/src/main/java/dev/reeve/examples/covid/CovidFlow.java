package dev.reeve.examples.covid;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Signal;
import dev.reeve.Task;
import dev.reeve.TaskRun;
import dev.reeve.tasks.aws.Buckets;
import java.io.IOException;
import java.net.URI;

/**
 * The monthly COVID-19 cases and deaths of one country, from the ECDC's daily file into a CSV file in a bucket.
 *
 * <p>A task is an ordinary function, {@link #flow()} says what feeds what. Parameters: {@code country}, named exactly as
 * the ECDC does; {@code source}, where the daily file is ({@code http:}, {@code https:}, {@code file:} or a path, plain or
 * gzipped); {@code bucket}, where the CSV goes ({@code file:DIR} or {@code s3://NAME}).
 */
public final class CovidFlow {
    /** The ECDC's edition of 2020-09-07, which is part of this example. */
    static final URI ECDC_DATA = URI.create("classpath:ecdc-covid-2020-09-07.json.gz");

    static final URI DEMO_BUCKET = URI.create("file:reeve-demo");

    private CovidFlow() {}

    /** The flow. */
    public static Flow flow() {
        return Flow.define("covid-monthly", f -> {
            Parameter<String> country = f.parameter("country", "Germany");
            Parameter<URI> bucket = f.parameter("bucket", DEMO_BUCKET);
            Parameter<URI> source = f.parameter("source", ECDC_DATA);

            Output<CaseTable> cases = f.task(CovidFlow::downloadData, source);
            Output<CaseTable> filtered = f.task(CovidFlow::filterData, cases, country);
            Output<EnrichedTable> enriched = f.task(CovidFlow::enrichData, filtered);
            Output<MonthlyTable> monthly = f.task(CovidFlow::aggregateData, enriched);
            f.action(CovidFlow::printData, monthly);
            Output<CsvFile> csv =
                    f.task(CovidFlow::prepareDataForUpload, monthly).keep();
            f.action(Buckets::upload, bucket, csv.get(CsvFile::filename), csv.get(CsvFile::text));
        });
    }

    /** Only what another try may mend is tried again: a broken file stays broken. */
    @Task(
            retries = 3,
            retryDelay = "PT10S",
            retryOn = SourceUnavailableException.class,
            timeout = "PT10M",
            target = "{task_name}-{today}")
    static CaseTable downloadData(URI source) throws IOException, InterruptedException {
        return Source.read(source);
    }

    @Task
    static CaseTable filterData(CaseTable cases, String country) {
        TaskRun.current().logger().info("Filtering data for country {}", country);
        CaseTable filtered = cases.where(row -> row.country().equals(country));
        if (filtered.rows().isEmpty()) {
            String words = "There is no country \"" + country + "\" in the data, so the table is empty. "
                    + NearestNames.question(country, cases.countries());
            TaskRun.current().logger().warn(words);
            throw Signal.success(filtered, words); // a success that has something to say
        }
        return filtered;
    }

    @Task
    static EnrichedTable enrichData(CaseTable cases) {
        return EnrichedTable.of(cases);
    }

    @Task
    static MonthlyTable aggregateData(EnrichedTable days) {
        return MonthlyTable.of(days);
    }

    @Task
    static void printData(MonthlyTable table) {
        System.out.print(table.text());
    }

    /** Named for the time of the run, not of the attempt: a second attempt writes the same file again. */
    @Task
    static CsvFile prepareDataForUpload(MonthlyTable table) {
        return CsvFile.of(table, TaskRun.current().scheduledTime());
    }
}
