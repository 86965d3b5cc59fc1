package dev.reeve.benchmarks.durable;

import dev.reeve.benchmarks.Sample;
import dev.reeve.server.database.Database;
import dev.reeve.server.database.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commits a second of the sitting's PostgreSQL: transactions that update one row, read it and insert another, as
 * pgbench's simple ones do. By pgbench where there is one, which counts whole seconds, else by the same over JDBC.
 */
final class Yardstick {
    static final int CLIENTS = 8;

    private static final int ROWS = 100_000;
    private static final Pattern SPEED = Pattern.compile("(?m)^tps = ([0-9.]+)");
    private static final String SCRIPT = """
            \\set id random(1, %d)
            begin;
            update public.account set balance = balance + 1 where id = :id;
            select balance from public.account where id = :id;
            insert into public.entry (account, amount, at) values (:id, 1, now());
            end;
            """.formatted(ROWS);

    private final DatabaseAddress database;
    private final Path script;
    private final Duration time;
    private final boolean program;

    private Yardstick(DatabaseAddress database, Path script, Duration time, boolean program) {
        this.database = database;
        this.script = script;
        this.time = time;
        this.program = program;
    }

    /** One that takes so long each time. */
    static Yardstick of(Sitting sitting, Duration time) throws IOException, SQLException, InterruptedException {
        DatabaseAddress database = sitting.fresh("yardstick");
        try (Connection connection = Database.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table public.account (id int primary key, balance int not null) with (fillfactor = 80)");
            statement.execute("insert into public.account select i, 0 from generate_series(1, " + ROWS + ") as i");
            statement.execute("create table public.entry (account int, amount int, at timestamptz)");
            statement.execute("vacuum analyze public.account");
        }
        Path script = sitting.directory("yardstick").resolve("transaction.sql");
        Files.writeString(script, SCRIPT);
        return new Yardstick(database, script, time, time.toSeconds() > 0 && hasProgram());
    }

    private static boolean hasProgram() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("pgbench", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What measures: a word for people. */
    String name() {
        return program ? "pgbench" : "commits over JDBC";
    }

    /** Commits a second of so many clients. */
    double commits(int clients) throws IOException, SQLException, InterruptedException {
        return program ? byProgram(clients) : CommitLoad.run(database, ROWS, clients, time);
    }

    private double byProgram(int clients) throws IOException, InterruptedException {
        URI uri = URI.create(database.url().substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-f", script.toString()));
        command.addAll(List.of("-c", "" + clients, "-j", "2", "-T", "" + time.toSeconds()));
        command.addAll(List.of("-h", uri.getHost(), "-p", "" + (uri.getPort() < 0 ? 5432 : uri.getPort())));
        if (!database.user().isEmpty()) {
            command.addAll(List.of("-U", database.user()));
        }
        command.add(uri.getPath().substring(1));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher speed = SPEED.matcher(said);
        if (process.waitFor() != 0 || !speed.find()) {
            throw new IOException("pgbench came to nothing: " + said.strip());
        }
        return Double.parseDouble(speed.group(1));
    }

    /** Something that was measured, and the commits a second of so many clients before and after it. */
    record Beside<T>(T measured, Sample commits) {}

    <T> Beside<T> beside(int clients, Callable<T> work) throws Exception {
        double before = commits(clients);
        T measured = work.call();
        return new Beside<>(measured, new Sample(List.of(before, commits(clients))));
    }
}
