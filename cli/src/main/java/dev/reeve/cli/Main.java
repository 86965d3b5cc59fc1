package dev.reeve.cli;

import dev.reeve.api.MailEncryption;
import dev.reeve.api.Role;
import dev.reeve.cli.hook.HookCommand;
import dev.reeve.cli.runs.DeleteCommand;
import dev.reeve.cli.runs.DiffCommand;
import dev.reeve.cli.runs.ListFormat;
import dev.reeve.cli.runs.RunsCommand;
import dev.reeve.cli.runs.ShowCommand;
import dev.reeve.cli.runs.WhyCommand;
import dev.reeve.cli.schedule.ScheduleCommand;
import dev.reeve.cli.secret.SecretCommand;
import dev.reeve.cli.server.AssetCommand;
import dev.reeve.cli.server.AssetsCommand;
import dev.reeve.cli.server.CancelCommand;
import dev.reeve.cli.server.FlowCommand;
import dev.reeve.cli.server.LimitCommand;
import dev.reeve.cli.server.LoginCommand;
import dev.reeve.cli.server.LogsCommand;
import dev.reeve.cli.server.ProjectCommand;
import dev.reeve.cli.server.ServerCommand;
import dev.reeve.cli.server.ServerRuns;
import dev.reeve.cli.server.TokenCommand;
import dev.reeve.cli.server.UserCommand;
import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.schedule.DayRule;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Starts the {@code reeve} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Console console = Console.ofThisProcess();
        int code = execute(console, args);
        if (code == ExitCode.OK && console.out().checkError()) { // a full disk, a closed pipe
            console.err().println("reeve: not all could be written to standard output.");
            code = ExitCode.FAILED;
        }
        System.exit(code);
    }

    /** Runs the command; returns its exit code. */
    static int execute(Console console, String... args) {
        CommandLine line = new CommandLine(new ReeveCommand())
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new VisualizeCommand(console))
                .addSubcommand(new RunsCommand(console, new ServerRuns(console)))
                .addSubcommand(new ShowCommand(console, new ServerRuns(console)))
                .addSubcommand(new WhyCommand(console, new ServerRuns(console)))
                .addSubcommand(new PlanCommand(console))
                .addSubcommand(new ResumeCommand(console))
                .addSubcommand(new RetryCommand(console))
                .addSubcommand(new AnswerCommand(console))
                .addSubcommand(new DiffCommand(console, new ServerRuns(console)))
                .addSubcommand(new DeleteCommand(console))
                .addSubcommand(new SecretCommand(console))
                .addSubcommand(ScheduleCommand.with(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new BackfillCommand(console))
                .addSubcommand(new RegisterCommand(console))
                .addSubcommand(new FlowCommand(console))
                .addSubcommand(new LogsCommand(console))
                .addSubcommand(new CancelCommand(console))
                .addSubcommand(new AgentCommand(console))
                .addSubcommand(new ExecuteCommand(console))
                .addSubcommand(WorkerCommand.with(console))
                .addSubcommand(ClusterCommand.with(console))
                .addSubcommand(ServerCommand.with(console))
                .addSubcommand(new LoginCommand(console))
                .addSubcommand(new ProjectCommand(console))
                .addSubcommand(new LimitCommand(console))
                .addSubcommand(new AssetsCommand(console))
                .addSubcommand(new AssetCommand(console))
                .addSubcommand(new UserCommand(console))
                .addSubcommand(new TokenCommand(console))
                .addSubcommand(new HookCommand(console))
                .addSubcommand(new ServerDemoCommand(console))
                .addSubcommand(new ConfigCommand(console))
                .addSubcommand(new NewCommand(console))
                .addSubcommand(new HelpCommand());
        line.setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setExpandAtFiles(false) // a value may begin with @
                .registerConverter(OutputFormat.class, new Words<>(OutputFormat.class))
                .registerConverter(ListFormat.class, new Words<>(ListFormat.class))
                .registerConverter(DayRule.class, new Words<>(DayRule.class))
                .registerConverter(Role.class, new Words<>(Role.class))
                .registerConverter(MailEncryption.class, new Words<>(MailEncryption.class))
                .registerConverter(DrawingFormat.class, new Words<>(DrawingFormat.class))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.terminal().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(console.terminal().columns(), 60, 100))
                .setParameterExceptionHandler(Refusals::misused)
                .setExecutionExceptionHandler(Refusals::failed);
        if (args.length == 0) {
            line.usage(line.getOut());
            return ExitCode.OK;
        }
        return line.execute(args);
    }
}
