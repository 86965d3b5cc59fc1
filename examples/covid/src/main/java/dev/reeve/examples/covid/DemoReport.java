package dev.reeve.examples.covid;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** What the demo says at its end, as text. */
final class DemoReport {
    private DemoReport() {}

    /** Where a file of that bucket is: an absolute path, or its address in S3. */
    static String place(URI bucket, String filename) {
        String scheme = bucket.getScheme() == null ? "file" : bucket.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return Path.of(bucket).resolve(filename).toString();
        }
        String address = bucket.toString();
        return address + (address.endsWith("/") ? "" : "/") + filename;
    }

    /** That a download was saved, and how to have it all the same. */
    static String reused(URI source, Path results) {
        return "download_data did not run: " + describe(source) + " was already downloaded today. To read it again,"
                + " remove " + results + ".\n";
    }

    private static String describe(URI source) {
        if (source.equals(CovidFlow.ECDC_DATA)) {
            return "the bundled edition";
        }
        return "file".equals(source.getScheme())
                ? Source.typedPath(source.toString()).toString()
                : source.toString();
    }

    /** What somebody who has just seen the demo may want to do next. */
    static String next() {
        return """
            Try next:
              ./reeve demo --country Italy          another country, without another download
              ./reeve demo --bucket s3://NAME       into S3 (AWS_ENDPOINT_URL for a server of your own)
              ./reeve demo --data FILE|URL          data of your own, in the ECDC's daily format
              ./reeve install                       Reeve in your local Maven repository, for flows of your own
            The flow is examples/covid/src/main/java/dev/reeve/examples/covid/CovidFlow.java.
            """;
    }
}
