package dev.reeve.cli;

import dev.reeve.cli.code.UserCode;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.MistakeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which flow of which code, or which one of the server. */
final class RunnableCode {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JAR|CLASS",
            description = {
                "A jar, with its Class-Path and the jars in lib/ or dependency/ beside it; a directory of classes or of"
                        + " a Maven project; a class path; or a class's full name."
            })
    private @Nullable String location;

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            description = "The flow, by its name or its method (Class.method), where there are several.")
    private String flow = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    /** Whether a registered flow is meant, and no code. */
    boolean onServer() {
        if (location != null || !classPath.text().isEmpty()) {
            return false;
        }
        if (flow.isEmpty()) {
            throw new MistakeException(
                    "Name a jar, a directory of classes, or a class together with --cp; or, for a run"
                            + " on the server, a registered flow with --flow. See reeve run --help.");
        }
        return true;
    }

    UserCode open(Console console) {
        return UserCode.open(location == null ? "" : location, classPath.text(), console.directory());
    }

    String flow() {
        return flow;
    }
}
