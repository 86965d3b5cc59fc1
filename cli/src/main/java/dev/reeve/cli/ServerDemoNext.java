package dev.reeve.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What somebody who has just seen a server at work may want to do next. */
final class ServerDemoNext {
    private static final String LATER = """
              ./reeve demo --server --stay            the same, and it goes on until Ctrl-C
              ./reeve demo --server --country Italy   another country
              ./reeve server start                    a server of your own; then reeve login, project create, register,
                                                      agent start, run --flow, runs, show, why, logs -f, diff
            The whole way, step by step: docs/how-to/run-on-a-server.md""";

    private ServerDemoNext() {}

    /** While it runs. */
    static String staying(URI server, String key, String run) {
        return """

                Server and agent go on until Ctrl-C. In another terminal, try next:
                  export REEVE_URL=%s REEVE_TOKEN=%s
                  ./reeve runs
                  ./reeve why %s
                  ./reeve run --flow covid-monthly -p country=Italy --watch""".formatted(server, key, run);
    }

    /** Once it is stopped; {@code directory}: where the server keeps what it has, null if that is gone. */
    static String stopped(@Nullable Path directory) {
        String left = directory == null
                ? "Server and agent are stopped, and what they had is removed. Try next:"
                : "Server and agent are stopped; what they had is in " + directory + ". Try next:\n"
                        + "  REEVE_ADMIN_TOKEN=a-key-of-your-own-choice ./reeve server start --data-dir "
                        + directory.resolve("server");
        return "\n" + left + "\n" + LATER;
    }
}
