package dev.reeve.server.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL that runs already. Its text never shows the password. Immutable.
 *
 * @param url as JDBC has it, {@code jdbc:postgresql://HOST:PORT/DATABASE}; without user and password
 * @param user who enters; empty: as the system says
 * @param password with what; empty: none
 */
public record DatabaseAddress(String url, String user, String password) {
    private static final String BEGINNING = "jdbc:postgresql://";

    /**
     * The address that a person wrote: {@code jdbc:postgresql://HOST/DATABASE?user=..&password=..} or, as PostgreSQL's
     * own programs have it, {@code postgresql://USER:PASSWORD@HOST/DATABASE}.
     *
     * @throws DatabaseException if it is no such address
     */
    public static DatabaseAddress parse(String text) {
        String url = text.strip().replaceFirst("^(jdbc:)?postgres(ql)?://", BEGINNING);
        int question = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int at = url.lastIndexOf('@', question);
        int host = at < BEGINNING.length() ? BEGINNING.length() : at + 1;
        if (!url.startsWith(BEGINNING) || !known(BEGINNING + url.substring(host))) {
            throw noAddress();
        }
        String who = url.substring(BEGINNING.length(), Math.max(BEGINNING.length(), at));
        String query = url.substring(Math.min(url.length(), question + 1));
        int colon = who.indexOf(':') < 0 ? who.length() : who.indexOf(':');
        try {
            return new DatabaseAddress(
                    BEGINNING + url.substring(host, question) + rest(query),
                    value(query, "user=", decoded(who.substring(0, colon))),
                    value(query, "password=", decoded(who.substring(Math.min(who.length(), colon + 1)))));
        } catch (IllegalArgumentException e) { // a percent sign before what is no number; its message would show that
            throw noAddress();
        }
    }

    private static boolean known(String url) {
        try {
            return DriverManager.getDriver(url) != null;
        } catch (SQLException e) {
            return false;
        }
    }

    private static DatabaseException noAddress() {
        return new DatabaseException(
                DatabaseException.Problem.ADDRESS,
                "this is no address of a PostgreSQL. Write it like jdbc:postgresql://HOST:5432/DATABASE or"
                        + " postgresql://USER@HOST:5432/DATABASE, with %25 for a percent sign in user or password");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String value(String query, String name, String otherwise) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name)) {
                return decoded(pair.substring(name.length()));
            }
        }
        return otherwise;
    }

    /** What else the query says; user and password are kept apart, out of all messages. */
    private static String rest(String query) {
        StringBuilder rest = new StringBuilder();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("user=") && !pair.startsWith("password=")) {
                rest.append(rest.isEmpty() ? '?' : '&').append(pair);
            }
        }
        return rest.toString();
    }

    @Override
    public String toString() {
        return url + (user.isEmpty() ? "" : " as " + user);
    }
}
