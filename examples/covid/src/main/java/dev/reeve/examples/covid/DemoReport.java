package dev.reeve.examples.covid;

import java.net.URI;
import java.nio.file.Path;

/** What the demo says at its end beside the summary of the run. */
final class DemoReport {
    /** What somebody who has just seen the demo may want to do next. */
    static final String NEXT = """
            Try next:
              ./reeve demo --country Italy          another country, without another download
              ./reeve demo --bucket s3://NAME       into S3; AWS_ENDPOINT_URL names a server of your own
              ./reeve demo --data FILE|URL          data of your own, in the ECDC's daily format
              ./reeve install                       Reeve in your local Maven repository, for flows of your own
            The flow itself: examples/covid/src/main/java/dev/reeve/examples/covid/CovidFlow.java
            """;

    private DemoReport() {}

    /** Where a file of that bucket is: an absolute path, or its address in S3. */
    static String place(URI bucket, String filename) {
        if ("file".equals(bucket.getScheme())) {
            return Path.of(bucket).resolve(filename).toString();
        }
        String address = bucket.toString();
        return address + (address.endsWith("/") ? "" : "/") + filename;
    }

    /** That a download was saved, and how to have it all the same. */
    static String reused(URI source, Path results) {
        String what = source.equals(CovidFlow.ECDC_DATA)
                ? "the bundled edition"
                : "file".equals(source.getScheme()) ? source.getPath() : source.toString();
        return "download_data did not run: " + what + " was already downloaded today. To read it again, remove "
                + results + ".";
    }
}
