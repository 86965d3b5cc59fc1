package dev.reeve.cli;

import dev.reeve.FlowDefinitionException;
import dev.reeve.ParameterException;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.client.UnavailableException;
import dev.reeve.engine.answer.RefusedAnswerException;
import dev.reeve.engine.config.ConfigurationException;
import dev.reeve.engine.parameters.ParameterTextException;
import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import dev.reeve.state.Failure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ends that cannot do what it was asked: words on standard error, a stack trace only if asked for. */
final class Refusals {
    private Refusals() {}

    /** The arguments are no command. */
    static int misused(CommandLine.ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("reeve: " + Shown.cleanLines(words(problem, command)));
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }

    private static String words(CommandLine.ParameterException problem, CommandLine command) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(problem.getMessage());
        }
        String first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            return "There is no option " + first + "."
                    + NearestNames.question(
                            first, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? "\"" + first + "\" is one argument too many."
                : "There is no command \"" + first + "\"."
                        + NearestNames.question(first, command.getSubcommands().keySet());
    }

    /** It threw. */
    static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean verbose = command.getCommandSpec().root().userObject() instanceof ReeveCommand reeve && reeve.verbose();
        int code = switch (thrown) {
            case MistakeException e -> ExitCode.WRONG_USAGE;
            case RefusedAnswerException e -> ExitCode.WRONG_USAGE;
            case ParameterTextException e -> ExitCode.WRONG_USAGE;
            case ParameterException e -> ExitCode.WRONG_USAGE;
            case FlowDefinitionException e -> ExitCode.WRONG_USAGE;
            case ConfigurationException e -> ExitCode.WRONG_USAGE;
            case UnavailableException e -> ExitCode.FAILED;
            default -> ExitCode.FAILED;
        };
        boolean worded = code != ExitCode.FAILED || thrown instanceof UnavailableException;
        Failure failure = Failure.of(thrown);
        err.println("reeve: " + Shown.cleanLines(worded ? failure.message() : failure.oneLine()));
        if (verbose) {
            err.println(Shown.cleanLines(failure.stackTrace()));
        } else if (!worded) {
            err.println("Say --verbose to see where.");
        }
        return code;
    }
}
