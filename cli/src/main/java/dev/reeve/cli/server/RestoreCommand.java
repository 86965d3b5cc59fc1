package dev.reeve.cli.server;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.server.AlreadyRunningException;
import dev.reeve.server.ServerBackup;
import dev.reeve.server.backup.BackupException;
import dev.reeve.server.backup.Restore;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.postgres.PostgresException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reeve server restore}. */
@Command(
        name = "restore",
        sortOptions = false,
        description = {
            "Reads a backup into an empty database: whole, or not at all. It has to be of this release or an older one.",
            "Runs that an agent held when the backup was taken are given to others. Put the server.key of that server into"
                    + " the directory before the server starts."
        },
        footer = {
            "",
            "Examples:",
            "  reeve server restore /backups/reeve-2026-11-26.backup --data-dir /srv/reeve-new",
            "  ssh store 'cat reeve.backup' | reeve server restore - --database-url postgresql://reeve@db/new",
            "",
            "Exit codes: 0 it is restored, 1 it could not be and nothing was changed, 2 wrong usage."
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What reeve server backup wrote. -: from standard input.")
    private String file = "";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    private final Console console;

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerBackup backup = database.backup(console);
        try (InputStream in = opened()) {
            Restore restored = backup.read(in);
            console.err()
                    .println("Restored: " + restored.runs() + " runs, " + restored.rows() + " rows, as of "
                            + restored.takenAt() + "; " + restored.takenBack()
                            + " runs that an agent held then go to others.");
            if (!backup.isKeyOf(restored).orElse(true)) {
                console.err()
                        .println("The server.key of the server that was backed up is not in " + backup.directory()
                                + ". Put it there before the server starts, or what is sealed cannot be opened.");
            }
            console.err()
                    .println("Keys of users and agents that were revoked since then open again: revoke them again.");
            return ExitCode.OK;
        } catch (BackupException | DatabaseException | PostgresException | AlreadyRunningException e) {
            console.err().println("reeve: " + Sentence.of(e));
            return ExitCode.FAILED;
        } catch (NoSuchFileException e) {
            throw new MistakeException("There is no file " + e.getFile() + ".", e);
        } catch (IOException e) {
            console.err().println("reeve: " + file + " cannot be read: " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }

    private InputStream opened() throws IOException {
        return file.equals("-")
                ? new FileInputStream(FileDescriptor.in)
                : Files.newInputStream(console.directory().resolve(file));
    }
}
