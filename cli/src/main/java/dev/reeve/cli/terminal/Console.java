package dev.reeve.cli.terminal;

import dev.reeve.engine.config.Surroundings;
import dev.reeve.engine.progress.Terminal;
import dev.reeve.engine.secret.MaskedStream;
import dev.reeve.engine.secret.Masking;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The world as a command sees it.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param terminal what {@code out} leads to
 * @param surroundings home directory and environment
 * @param directory the working directory, which relative paths start from
 * @param person who can be asked
 * @param command how this program is called from any directory: {@code reeve}, or the path of the launcher
 */
public record Console(
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Surroundings surroundings,
        Path directory,
        Person person,
        String command) {
    /** That of this process, which from now on writes no secret of a run to its standard streams. */
    public static Console ofThisProcess() {
        PrintStream out = MaskedStream.before(System.out, Masking.ofThisProcess());
        PrintStream err = MaskedStream.before(System.err, Masking.ofThisProcess());
        System.setOut(out);
        System.setErr(err);
        return new Console(
                out,
                err,
                Terminal.detect(),
                Surroundings.ofThisProcess(),
                Path.of("").toAbsolutePath(),
                Person.ofThisProcess(),
                System.getProperty("reeve.command", "reeve"));
    }
}
