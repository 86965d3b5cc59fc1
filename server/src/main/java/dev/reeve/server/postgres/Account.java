package dev.reeve.server.postgres;

import dev.reeve.server.postgres.PostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under whom PostgreSQL runs: who started the server, or, since PostgreSQL refuses root, another user if that is root.
 *
 * <p>Root's server takes the account it is told, else {@code reeve} if there is one, else the user and group
 * {@value #UNNAMED}, which systems leave to nobody. {@code initdb} alone wants an account with a name; for the moment it
 * takes that of {@code nobody}, in a group of ours: what it writes lies in a directory that only this group can enter.
 */
sealed interface Account {
    int UNNAMED = 60_731;

    /** What to put before a command so that it runs under this account. */
    List<String> prefix();

    /** The same for a command that wants an account with a name. */
    List<String> namedPrefix();

    /** Who started the server. */
    record Own() implements Account {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public List<String> namedPrefix() {
            return List.of();
        }
    }

    /** Somebody else; {@code initializer} is the user for commands that want one with a name. */
    record Other(int user, int group, int initializer) implements Account {
        @Override
        public List<String> prefix() {
            return as(user);
        }

        @Override
        public List<String> namedPrefix() {
            return as(initializer);
        }

        private List<String> as(int id) {
            return List.of("setpriv", "--reuid=" + id, "--regid=" + group, "--clear-groups", "--no-new-privs");
        }
    }

    static Account find(@Nullable String wanted) throws IOException, InterruptedException {
        if (!Commands.run(List.of("id", "-u")).output().equals("0")) {
            return new Own();
        }
        requireSetpriv();
        if (wanted != null) {
            return named(wanted, wanted);
        }
        if (id("-u", "reeve") >= 0) {
            return named("reeve", "reeve");
        }
        return new Other(UNNAMED, UNNAMED, named("nobody", "reeve").user());
    }

    private static Other named(String name, String make) throws IOException, InterruptedException {
        int user = id("-u", name);
        int group = id("-g", name);
        if (user <= 0 || group < 0) {
            throw new PostgresException(
                    Problem.NO_ACCOUNT,
                    (user == 0 ? "account \"" + name + "\" is root" : "there is no account \"" + name + "\"")
                            + ", and PostgreSQL refuses to run as root. Make an account for it: useradd --system "
                            + make + ", or start the server as another user");
        }
        return new Other(user, group, user);
    }

    private static int id(String what, String name) throws IOException, InterruptedException {
        Commands.Ended ended = Commands.run(List.of("id", what, name));
        return ended.well() ? Integer.parseInt(ended.output()) : -1;
    }

    private static void requireSetpriv() throws InterruptedException {
        try {
            if (Commands.run(List.of("setpriv", "--version")).well()) {
                return;
            }
        } catch (IOException e) { // there is no such program
            throw noSetpriv();
        }
        throw noSetpriv();
    }

    private static PostgresException noSetpriv() {
        return new PostgresException(
                Problem.NO_ACCOUNT,
                "root started the server, PostgreSQL refuses to run as root, and the program setpriv, which would run it"
                        + " under another account, is not there. Install util-linux, or start the server as another"
                        + " user, or give it a PostgreSQL that runs already: --database-url");
    }

    /** Makes sure that the account can get to that directory. */
    default void requireWay(Path directory) throws IOException, InterruptedException {
        List<String> nothing = new ArrayList<>(prefix());
        nothing.addAll(List.of("/bin/sh", "-c", ":"));
        Commands.Ended ended = Commands.run(nothing);
        if (!ended.well()) { // a container may keep root from becoming somebody else
            throw new PostgresException(
                    Problem.NO_ACCOUNT,
                    "PostgreSQL cannot be run under another account than root, which it refuses: " + ended.output()
                            + ". Start the server as another user, or give it a PostgreSQL that runs already:"
                            + " --database-url");
        }
        List<String> command = new ArrayList<>(prefix());
        command.addAll(List.of("/bin/sh", "-c", "test -x \"$1\"", "sh", directory.toString()));
        if (Commands.run(command).well()) {
            return;
        }
        Path closed = directory;
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            command.set(command.size() - 1, above.toString());
            if (!Commands.run(command).well()) {
                closed = above;
            }
        }
        throw new PostgresException(
                Problem.NOT_OURS,
                "PostgreSQL does not run as root, and the account it runs under cannot enter " + closed
                        + " on the way to " + directory
                        + ". Keep the data where others may pass, such as /var/lib/reeve: --data-dir DIR");
    }

    /** Makes {@code directory} if it is missing, for nobody but this account (and root). */
    default void makeHome(Path directory) throws IOException {
        Private.directory(directory);
        if (this instanceof Other other) {
            Files.setAttribute(directory, "unix:gid", other.group());
            Private.openToGroup(directory);
        }
    }
}
