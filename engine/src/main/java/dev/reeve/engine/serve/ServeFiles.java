package dev.reeve.engine.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where what is known of a flow's firings stands: beside the records of its runs. */
record ServeFiles(Path directory, String flow) {
    private static final int LONGEST = 100;

    private Path file(String ending) {
        String name = URLEncoder.encode(flow, StandardCharsets.UTF_8).replace("*", "%2A");
        String shown = name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST) + "~" + Integer.toHexString(flow.hashCode());
        return directory.resolve("serving").resolve(shown + ending);
    }

    Path log() {
        return file(".log");
    }

    Path state() {
        return file(".state");
    }

    /** The name of the lock that who serves the flow has. */
    String servingLock() {
        return "serving " + flow;
    }

    /** The name of the lock that who fills the flow's intervals has. */
    String backfillLock() {
        return "backfill " + flow;
    }
}
