package dev.reeve.cli;

import dev.reeve.cli.code.UserCodes;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which flows of code in one or several places. */
final class SeveralCodeOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "JAR|CLASS",
            description = {
                "Jars, with their Class-Path and the jars in lib/ or dependency/ beside them; directories of classes or of"
                        + " Maven projects; class paths; or classes' full names. Each has a class path of its own."
            })
    private List<String> locations = List.of();

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            description = "The flow, by its name or its method (Class.method), where there are several.")
    private String flow = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    /** Whether no code is named. */
    boolean none() {
        return locations.isEmpty();
    }

    UserCodes open(Console console) {
        if (locations.isEmpty()) {
            throw new MistakeException("Name the code, JAR|CLASS: a jar, a directory of classes or a class.");
        }
        return UserCodes.open(locations, classPath.text(), console.directory());
    }

    String flow() {
        return flow;
    }
}
