package dev.reeve.cli.server;

import dev.reeve.server.trace.TraceOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which collector a server tells of runs. */
final class CollectorOptions {
    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description =
                    "Sends the traces of runs that ended to this collector, by OTLP over HTTP: http://localhost:4318;"
                            + " or REEVE_OTLP_ENDPOINT. Headers for it, such as a key, are in REEVE_OTLP_HEADERS: name=value,…"
                            + " Nothing is sent anywhere if not said.")
    private @Nullable String endpoint;

    /**
     * What the option says, else the environment; null for none.
     *
     * @throws IllegalArgumentException if that is none
     */
    @Nullable
    TraceOptions traces(Map<String, String> environment) {
        String address = endpoint == null ? environment.getOrDefault("REEVE_OTLP_ENDPOINT", "") : endpoint;
        return address.isBlank()
                ? null
                : TraceOptions.parse(address, environment.getOrDefault("REEVE_OTLP_HEADERS", ""));
    }
}
