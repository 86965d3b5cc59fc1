package dev.reeve.server.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.postgresql.Driver;

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
        String user = "";
        String password = "";
        int at = url.lastIndexOf('@', url.indexOf('?') < 0 ? url.length() : url.indexOf('?'));
        int begin = BEGINNING.length();
        if (at > begin) {
            String[] who = url.substring(begin, at).split(":", 2);
            user = decoded(who[0]);
            password = who.length > 1 ? decoded(who[1]) : "";
            url = url.substring(0, begin) + url.substring(at + 1);
        }
        Properties parts = url.startsWith(BEGINNING) ? Driver.parseURL(url, null) : null;
        if (parts == null) {
            throw new DatabaseException(
                    DatabaseException.Problem.ADDRESS,
                    "this is no address of a PostgreSQL. Write it like jdbc:postgresql://HOST:5432/DATABASE or"
                            + " postgresql://USER@HOST:5432/DATABASE");
        }
        int question = url.indexOf('?');
        String bare = question < 0 ? url : url.substring(0, question);
        String query = question < 0 ? "" : url.substring(question + 1);
        return new DatabaseAddress(
                bare + rest(query), parts.getProperty("user", user), parts.getProperty("password", password));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
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
