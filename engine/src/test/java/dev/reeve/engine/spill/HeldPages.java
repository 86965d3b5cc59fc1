package dev.reeve.engine.spill;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** A program whose results do not fit into its memory. It says when it has them all, and goes on until it is killed. */
final class HeldPages {
    static final String CANARY = "canary-of-the-killed-pages-4711-";
    static final String HELD = "all pages are held";

    private HeldPages() {}

    static String page(int number) {
        return number + CANARY.repeat(20_000);
    }

    static int hold(List<String> pages) throws IOException {
        int held = 0;
        for (String page : pages) {
            held += page.endsWith(CANARY) ? 1 : 0;
        }
        System.out.println(HELD);
        return held + System.in.read(); // never comes
    }

    static Flow flow(int pages) {
        return Flow.define("pages", f -> {
            Output<List<String>> all = f.map(
                    HeldPages::page, each(IntStream.range(0, pages).boxed().toList()));
            f.task(HeldPages::hold, all);
        });
    }

    public static void main(String[] args) {
        flow(Integer.parseInt(args[0])).run();
    }
}
