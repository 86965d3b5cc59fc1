package dev.reeve.cli.server;

import dev.reeve.api.Asset;
import dev.reeve.api.AssetEvent;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.text.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve asset}: one of the data outside of flows. */
@Command(
        name = "asset",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows who makes and reads data outside of flows, and when they did.",
        footer = {"", "Example:", "  reeve asset show warehouse.sales"})
public final class AssetCommand implements Runnable {
    private final Console console;

    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command. */
    public AssetCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what is to be done: show. All of them lists reeve assets.");
    }

    private record Shows(Asset asset, List<AssetEvent> events) {}

    @Command(
            name = "show",
            description = "Shows one asset: which tasks make and read it, and the runs in which they did.",
            footer = {"", Printed.EXIT_CODES})
    int show(
            @Parameters(paramLabel = "ASSET", description = "Its name.") String name,
            @Option(
                            names = {"-p", "--project"},
                            paramLabel = "PROJECT",
                            description = "Of this project; needed if several have one of that name.")
                    @Nullable
                    String project,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many times at most; 20.")
                    int limit,
            @Mixin ListOptions options)
            throws InterruptedException {
        if (limit < 1 || limit > 500) {
            throw new MistakeException("--limit takes 1 to 500.");
        }
        Shows shown = Asking.server(console, server -> {
            Asset asset = only(name, AssetsCommand.all(server, project, name, null));
            return new Shows(
                    asset,
                    server.assets()
                            .events(asset.project(), asset.name(), null, limit, null)
                            .items());
        });
        if (options.output() == ListFormat.JSON) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("asset", shown.asset());
            all.put("events", shown.events());
            console.out().println(Printed.json(all));
            return ExitCode.OK;
        }
        print(shown);
        return ExitCode.OK;
    }

    private static Asset only(String name, List<Asset> found) {
        if (found.isEmpty()) {
            throw new MistakeException(
                    "No project that you see has an asset \"" + Shown.clean(name) + "\". reeve assets lists them.");
        }
        if (found.size() > 1) {
            throw new MistakeException("Several projects have an asset \"" + Shown.clean(name) + "\": "
                    + found.stream().map(Asset::project).collect(Collectors.joining(", "))
                    + ". Say which: --project PROJECT.");
        }
        return found.getFirst();
    }

    private void print(Shows shown) {
        Asset asset = shown.asset();
        line("Asset", asset.name());
        line("Project", asset.project());
        line("Made by", AssetsCommand.tasks(asset.producedBy()));
        line("Read by", AssetsCommand.tasks(asset.readBy()));
        console.out().println();
        Table table = new Table(-1, "AT", "WHAT", "TASK", "RUN", "DATA");
        shown.events()
                .forEach(event -> table.row(
                        event.at().toString(),
                        event.produced() ? "made" : "read",
                        event.flow() + "/" + event.task(),
                        event.runId(),
                        event.dataInterval() == null
                                ? "-"
                                : event.dataInterval().from() + " to "
                                        + event.dataInterval().to()));
        Printed.table(console, table, shown.events().size(), "No run that is kept made or read it.");
    }

    private void line(String title, String text) {
        console.out().println(Shown.fit(title, 11) + " " + Shown.clean(text));
    }
}
