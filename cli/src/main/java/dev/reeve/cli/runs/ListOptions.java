package dev.reeve.cli.runs;

import picocli.CommandLine.Option;

/** How what is asked about runs is printed. */
public final class ListOptions {
    @Option(names = "--output", paramLabel = "FORMAT", description = "table, for people (the default), or json.")
    private ListFormat output = ListFormat.TABLE;

    /** For people, unless something else was said. */
    public ListFormat output() {
        return output;
    }
}
