package dev.reeve.cli;

import picocli.CommandLine.Option;

/** What is on the class path of a flow beside its own code. */
final class ClassPathOption {
    @Option(
            names = {"--cp", "--class-path"},
            paramLabel = "PATHS",
            description = "More jars and directories of classes; lib/* stands for all jars in lib.")
    private String classPath = "";

    String text() {
        return classPath;
    }
}
