package dev.reeve.examples.tutorial;

import dev.reeve.FlowRun;
import dev.reeve.engine.render.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drawings of a flow. */
public final class Drawn {
    static void draw(Path directory) throws IOException {
        // snippet: draw
        Files.writeString(
                directory.resolve("sales.svg"),
                Drawing.of(ShopSales.flow().graph()).svg());
        // snippet end
    }

    static String mermaid() {
        return Drawing.of(ShopSales.flow().graph()).mermaid();
    }

    static String drawRun() {
        // snippet: draw-a-run
        FlowRun run = ShopSales.flow().run();
        String svg = Drawing.of(run.flow().graph()).with(run.view()).svg();
        // snippet end
        return svg;
    }

    /** Prints a drawing. */
    public static void main(String[] args) {
        System.out.print(mermaid());
    }
}
