package dev.reeve.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options that every command has. */
final class VerboseOption {
    private static final String NAME = "--verbose";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this and ends.")
    private boolean help;

    @Option(names = NAME, description = "Shows whole stack traces of errors.")
    private boolean verbose;

    boolean isGiven() {
        return verbose;
    }

    /** Whether any of the commands was given it. */
    static boolean isGiven(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            if (each.hasMatchedOption(NAME)) {
                return true;
            }
        }
        return false;
    }
}
