package dev.reeve.tasks.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.spi.ResultStore;
import dev.reeve.spi.ResultStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ServiceLoader;

/** A user's process, which knows S3 from its environment only. Its argument is the bucket. */
final class FromEnvironment {
    private FromEnvironment() {}

    public static void main(String[] arguments) throws IOException {
        URI bucket = URI.create(arguments[0]);
        Buckets.upload(bucket, "report.csv", "a,ü\n");
        Buckets.uploadBytes(bucket, "report.bin", new byte[] {1});
        for (URI object : S3.list(URI.create(bucket + "/"))) {
            System.out.println(object + " has " + S3.readBytes(object).length + " bytes");
        }
        System.out.print(S3.readText(URI.create(bucket + "/report.csv")));
        for (ResultStoreProvider provider : ServiceLoader.load(ResultStoreProvider.class)) {
            try (ResultStore store = provider.open(URI.create(bucket + "/results"))) {
                store.write("attempts/1", "kept".getBytes(UTF_8));
                store.publish("attempts/1", "target");
                System.out.println(store.location() + " has "
                        + new String(store.read("target").orElseThrow(), UTF_8));
            }
        }
    }
}
