package dev.reeve.cli;

import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.terminal.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which flow of which code. */
final class CodeOptions {
    @Parameters(
            index = "0",
            paramLabel = "JAR|CLASS",
            description = {
                "A jar, with its Class-Path and the jars in lib/ or dependency/ beside it; a directory of classes or of"
                        + " a Maven project; a class path; or a class's full name."
            })
    private String location = "";

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            description = "The flow, by its name or its method (Class.method), where there are several.")
    private String flow = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    UserCode open(Console console) {
        return UserCode.open(location, classPath.text(), console.directory());
    }

    String flow() {
        return flow;
    }
}
