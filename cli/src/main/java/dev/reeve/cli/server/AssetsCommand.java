package dev.reeve.cli.server;

import dev.reeve.api.Asset;
import dev.reeve.api.AssetEvent;
import dev.reeve.api.AssetUse;
import dev.reeve.api.Page;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.ListOptions;
import dev.reeve.cli.runs.Table;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.client.ReeveClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve assets}: data outside of flows, as a server knows it. */
@Command(
        name = "assets",
        sortOptions = false,
        description = "Lists data outside of flows that tasks say they make or read, by .produces(..) and .reads(..).",
        footer = {
            "",
            "Examples:",
            "  reeve assets",
            "  reeve assets warehouse -p Demo",
            "  reeve asset show warehouse.sales",
            "",
            Printed.EXIT_CODES
        })
public final class AssetsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "Only those whose name has this text.")
    private @Nullable String text;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "Only those of this project.")
    private @Nullable String project;

    @Mixin
    private ListOptions output = new ListOptions();

    private final Console console;

    /** The command. */
    public AssetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Asset> assets = Asking.server(console, server -> all(server, project, null, text));
        if (output.output() == ListFormat.JSON) {
            console.out().println(Printed.json(assets));
            return ExitCode.OK;
        }
        Table table = new Table(-1, "ASSET", "PROJECT", "MADE BY", "READ BY", "LAST MADE");
        assets.forEach(asset -> table.row(
                asset.name(),
                asset.project(),
                tasks(asset.producedBy()),
                tasks(asset.readBy()),
                when(asset.lastProduced())));
        Printed.table(
                console,
                table,
                assets.size(),
                "There are no assets. Tasks name them by .produces(\"..\") and .reads(\"..\") when a flow is defined.");
        return ExitCode.OK;
    }

    static List<Asset> all(ReeveClient server, @Nullable String project, @Nullable String name, @Nullable String text)
            throws InterruptedException {
        List<Asset> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Asset> page = server.assets().list(project, name, text, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    static String tasks(List<AssetUse> uses) {
        return uses.isEmpty()
                ? "-"
                : uses.stream().map(use -> use.flow() + "/" + use.task()).collect(Collectors.joining(", "));
    }

    private static String when(@Nullable AssetEvent event) {
        return event == null ? "-" : event.at().toString();
    }
}
