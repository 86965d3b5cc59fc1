package dev.reeve.examples.covid;

import dev.reeve.agent.Reeve;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server, and the key to it: that is no option, for others see those. */
final class ServerArguments {
    static final String KEY = "REEVE_TOKEN";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:REEVE_URL:-http://127.0.0.1:8700}",
            description =
                    "Where the server is. Default: what REEVE_URL says, else http://127.0.0.1:8700. The key to it is"
                            + " read from REEVE_TOKEN.")
    URI server = URI.create("http://127.0.0.1:8700");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The server. Close it. */
    Reeve connect() {
        String key = System.getenv(KEY);
        if (key == null || key.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Set " + KEY + " to a key of the server.");
        }
        try {
            return Reeve.connect(server.toString(), key.strip());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
