package dev.reeve.server.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that starts PostgreSQL, says so, and holds it until it is told otherwise or killed. */
final class HeldPostgres {
    private HeldPostgres() {}

    public static void main(String[] arguments) throws IOException {
        PostgresOptions options =
                PostgresOptions.at(Path.of(arguments[0])).progress(words -> System.out.println("PROGRESS " + words));
        try (Postgres postgres = Postgres.start(options)) {
            System.out.println("READY " + postgres.port());
            var ignored = System.in.read();
        } catch (PostgresException e) {
            System.out.println("REFUSED " + e.problem() + " " + e.getMessage());
        }
    }

    /** Starts one below {@code prefix}; its standard output is to be read. */
    static Process start(List<String> prefix, String classPath, Path home) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                HeldPostgres.class.getName(),
                home.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static Process start(Path home) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), home);
    }

    /** Reads on until a line begins like that. */
    static String await(Process process, String beginning) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("ended without \"" + beginning + "\": " + seen);
    }
}
