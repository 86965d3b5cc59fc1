package dev.reeve.cli;

import dev.reeve.Flow;
import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.log.Logging;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.config.Configuration;
import dev.reeve.engine.render.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reeve visualize}. */
@Command(
        name = "visualize",
        sortOptions = false,
        description = {"Draws a flow.", "Shows its tasks, what depends on what, and its parameters. Nothing is run."},
        footer = {
            "",
            "Examples:",
            "  reeve visualize target/my-etl.jar -o flow.svg",
            "  reeve visualize target/my-etl.jar --format dot | dot -Tpdf > flow.pdf",
            "  reeve visualize org.acme.MyFlow --cp target/classes",
            "",
            "Exit codes: 0 it is drawn, 1 the file cannot be written, 2 wrong usage."
        })
final class VisualizeCommand implements Callable<Integer> {
    @Mixin
    private CodeOptions code = new CodeOptions();

    @Option(
            names = {"-o", "--output-file"},
            paramLabel = "FILE",
            description = "Where to: .svg, .dot, .gv, .mmd or .mermaid. Without it, to standard output.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "svg, dot or mermaid. Without it, what the file's name says, else mermaid.")
    private @Nullable DrawingFormat format;

    @Option(names = "--unfold", description = "A box for each task, also for many alike.")
    private boolean unfold;

    @Option(names = "--blocks", description = "Frames around the blocks of the definition.")
    private boolean blocks;

    private final Console console;

    VisualizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DrawingFormat chosen = chosen();
        Logging.start(Configuration.load(console.surroundings()));
        try (UserCode opened = code.open(console)) {
            write(text(opened.flow(code.flow()).flow(), chosen));
        }
        return ExitCode.OK;
    }

    private DrawingFormat chosen() {
        if (format != null) {
            return format;
        }
        if (file == null) {
            return DrawingFormat.MERMAID;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "svg" -> DrawingFormat.SVG;
            case "dot", "gv" -> DrawingFormat.DOT;
            case "mmd", "mermaid" -> DrawingFormat.MERMAID;
            default ->
                throw new MistakeException("The name " + file + " does not say how to draw. End it with .svg, .dot or"
                        + " .mmd, or add --format svg, dot or mermaid.");
        };
    }

    private String text(Flow flow, DrawingFormat chosen) {
        Drawing plain = Drawing.of(flow.graph());
        Drawing wanted = unfold ? plain.unfolded() : plain;
        Drawing drawing = blocks ? wanted.withBlocks() : wanted;
        return switch (chosen) {
            case SVG -> drawing.svg();
            case DOT -> drawing.dot();
            case MERMAID -> drawing.mermaid();
        };
    }

    private void write(String text) throws IOException {
        if (file == null) {
            console.out().print(text.endsWith("\n") ? text : text + "\n");
            console.out().flush();
            return;
        }
        Path whole = console.directory().resolve(file).normalize();
        if (whole.getParent() != null) {
            Files.createDirectories(whole.getParent());
        }
        Files.writeString(whole, text);
        console.err().println("Wrote " + whole);
    }
}
