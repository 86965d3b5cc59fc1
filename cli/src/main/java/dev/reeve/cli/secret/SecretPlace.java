package dev.reeve.cli.secret;

import dev.reeve.cli.terminal.MistakeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a secret is: on this machine, unless an option names those of a server. */
final class SecretPlace {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Those of that project on the server that you are logged in to.")
    private @Nullable String project;

    @Option(names = "--all-projects", description = "Those for all projects of the server. For admins.")
    private boolean all;

    /** Whether it is on a server. */
    boolean served() {
        if (all && project != null) {
            throw new MistakeException("Say either --project or --all-projects.");
        }
        return all || project != null;
    }

    /** Of a server: null for all projects. */
    @Nullable
    String project() {
        return project;
    }

    String words() {
        return project == null ? "for all projects" : "of project \"" + project + "\"";
    }
}
