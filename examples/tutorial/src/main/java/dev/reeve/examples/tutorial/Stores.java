package dev.reeve.examples.tutorial;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;
import static java.time.Duration.ofHours;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.RunOptions;
import dev.reeve.engine.ResultStores;
import dev.reeve.engine.Serializers;
import dev.reeve.examples.tutorial.ShopSales.Sale;
import dev.reeve.spi.ResultStore;
import dev.reeve.tasks.aws.Buckets;
import dev.reeve.tasks.aws.S3ResultStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where results are kept. */
public final class Stores {
    /** The flow. */
    public static Flow flow() {
        return Flow.define("stores", f -> {
            Parameter<URI> bucket = f.parameter("bucket", URI.create("file:out"));
            // snippet: target-per-child
            Output<List<String>> texts = f.map(ShopSales::fetch, each(List.of("Bonn", "Trier")), value(7))
                    .target("{today}/{shop}.csv");
            // snippet end
            // snippet: cache
            Output<List<List<Sale>>> sales =
                    f.map(ShopSales::parse, each(texts)).cacheFor(ofHours(12));
            // snippet end
            // snippet: serializer
            Output<List<Sale>> all =
                    f.task(Stores::join, sales).checkpoint(true).serializer(new SalesCsv());
            // snippet end
            // snippet: upload
            Output<String> summary = f.task(Stores::summary, all);
            f.action(Buckets::upload, bucket, value("summary.txt"), summary);
            // snippet end
        });
    }

    static List<Sale> join(List<List<Sale>> sales) {
        return sales.stream().flatMap(List::stream).toList();
    }

    static String summary(List<Sale> sales) {
        return ShopSales.total(sales) + " sold\n";
    }

    static RunOptions inFiles() {
        // snippet: all-in-files
        RunOptions options = RunOptions.DEFAULT
                .results(ResultStores.files(Path.of("results")))
                .checkpointing(true)
                .serializer(Serializers.json());
        // snippet end
        return options;
    }

    static RunOptions inS3() throws IOException {
        // snippet: in-s3
        ResultStore store = S3ResultStore.at(URI.create("s3://my-bucket/reeve")).open();
        RunOptions options = RunOptions.DEFAULT.results(store);
        // snippet end
        return options;
    }

    private Stores() {}
}
