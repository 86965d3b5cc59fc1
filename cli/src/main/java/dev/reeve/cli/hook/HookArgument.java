package dev.reeve.cli.hook;

import dev.reeve.api.Hook;
import dev.reeve.cli.server.Ids;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.ReeveClient;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which hook is meant, as the first thing behind a command. */
final class HookArgument {
    @Parameters(paramLabel = "HOOK", description = "Its name, with -p, or its identifier; see reeve hook list.")
    private String hook = "";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "The project that it is of; not needed with an identifier.")
    private @Nullable String project;

    /** As it was written, for people. */
    String shown() {
        return Shown.clean(hook);
    }

    /**
     * Its identifier.
     *
     * @throws MistakeException if the project has no such hook
     */
    String id(ReeveClient server) throws InterruptedException {
        if (project == null) {
            if (!Ids.is(hook)) {
                throw new MistakeException("\"" + shown() + "\" is no identifier of a hook. For a hook's name, say the"
                        + " project that it is of: -p PROJECT.");
            }
            return hook;
        }
        List<Hook> all = server.hooks().list(project).items();
        return all.stream()
                .filter(each -> each.name().equals(hook) || each.id().equalsIgnoreCase(hook))
                .map(Hook::id)
                .findFirst()
                .orElseThrow(() -> new MistakeException("Project \"" + Shown.clean(String.valueOf(project))
                        + "\" has no hook \"" + shown() + "\"."
                        + NearestNames.question(
                                hook, all.stream().map(Hook::name).toList())
                        + " reeve hook list -p " + Shown.clean(String.valueOf(project)) + " shows them."));
    }
}
