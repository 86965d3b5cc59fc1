package dev.reeve.cli.server;

import dev.reeve.cli.terminal.Console;
import dev.reeve.cli.terminal.ExitCode;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.server.ServerBackup;
import dev.reeve.server.backup.Backup;
import dev.reeve.server.backup.BackupException;
import dev.reeve.server.database.DatabaseException;
import dev.reeve.server.postgres.PostgresException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reeve server backup}. */
@Command(
        name = "backup",
        sortOptions = false,
        description = {
            "Writes all that a server knows into one file, as it is at one moment, whether the server runs or not.",
            "Runs go on meanwhile. What is sealed stays sealed: keep server.key, from the server's directory, in another"
                    + " place than the backup; without it secrets cannot be opened any more."
        },
        footer = {
            "",
            "Examples:",
            "  reeve server backup /backups/reeve-$(date +%F).backup",
            "  reeve server backup - --data-dir /srv/reeve | ssh store 'cat > reeve.backup'",
            "",
            "Exit codes: 0 it is written, 1 it could not be, 2 wrong usage."
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to; it must not be there yet. -: to standard output.")
    private String file = "";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    private final Console console;

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerBackup backup = database.backup(console);
        try {
            Backup written = file.equals("-")
                    ? toOutput(backup)
                    : toFile(backup, console.directory().resolve(file));
            console.err()
                    .println("Written: " + written.runs() + " runs, " + written.rows() + " rows, as of "
                            + written.takenAt() + ". Keep " + backup.keyFile()
                            + " too, in another place: it is not in there.");
            return ExitCode.OK;
        } catch (BackupException | DatabaseException | PostgresException e) {
            console.err().println("reeve: " + Sentence.of(e));
            return ExitCode.FAILED;
        } catch (IOException e) {
            console.err().println("reeve: The backup cannot be written to " + file + ": " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }

    /** Not through {@code console.out()}, which looks for secrets in what it prints. */
    private static Backup toOutput(ServerBackup backup) throws IOException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            return backup.write(out);
        }
    }

    /** Under its name when it is whole and on the disk, and readable by nobody else at any time. */
    private static Backup toFile(ServerBackup backup, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new MistakeException(file + " is there already. Choose another name, or remove it first.");
        }
        Path half = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(half);
        try {
            Backup written;
            try (FileChannel channel = FileChannel.open(
                            half,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    OutputStream out = Channels.newOutputStream(channel)) {
                written = backup.write(out);
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
