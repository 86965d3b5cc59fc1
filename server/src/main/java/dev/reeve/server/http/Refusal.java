package dev.reeve.server.http;

import dev.reeve.server.ledger.LedgerException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of whatever a request ends with that is no answer. A failure of ours is told in the log only. */
final class Refusal {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final String DISK_FULL = "53100";

    private Refusal() {}

    static void installIn(JavalinConfig config, PageExchange pages) {
        config.routes.exception(ProblemException.class, (problem, context) -> write(context, problem));
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) -> write(context, ofStatus(refused.getStatus(), context)));
        config.routes.exception(Exception.class, (failure, context) -> write(context, ofFailure(failure, context)));
        config.router.javaLangErrorHandler((response, failure) -> {
            LOG.error("A request ended with an error of the JVM", failure);
            response.setStatus(500);
        });
        // Javalin sets these two without an exception; its text would be none of ours
        config.routes.error(404, context -> {
            if (Exchange.route(context).equals("none") && pages.missing(context)) {
                return;
            }
            ifNotWritten(context, 404);
        });
        config.routes.error(405, context -> ifNotWritten(context, 405));
        config.routes.error(500, context -> ifNotWritten(context, 500));
    }

    private static void ifNotWritten(Context context, int status) {
        String type = context.res().getContentType();
        if (type == null || !type.startsWith(PROBLEM_JSON)) {
            write(context, ofStatus(status, context));
        }
    }

    private static ProblemException ofStatus(int status, Context context) {
        return switch (status) {
            case 404 -> ProblemException.notFound("There is nothing at " + context.path() + ".");
            case 405 -> ProblemException.of(405, context.method() + " is not for " + context.path() + ".");
            case 500 -> ProblemException.of(500, "It is not your fault. The server's log tells more.");
            default -> ProblemException.of(status, "");
        };
    }

    private static ProblemException ofFailure(Exception failure, Context context) {
        SQLException database = databaseFailure(failure);
        String state = database == null || database.getSQLState() == null ? "" : database.getSQLState();
        if (state.startsWith("22")) { // the last line of defence: a value that no check before has seen
            LOG.warn("{} {}: the database refused a value", context.method(), context.path(), failure);
            return ProblemException.invalid("", "Something in it cannot be stored.");
        }
        if (state.startsWith("23")) { // what a row points to is gone since it was looked up
            return ProblemException.conflict("changed", "It was changed by somebody else meanwhile. Look again.");
        }
        if (database != null && state.equals(DISK_FULL)) {
            LOG.error(
                    "{} {}: the disk of the database is full: {}",
                    context.method(),
                    context.path(),
                    database.getMessage());
            return ProblemException.later(
                    503,
                    "The disk of the database is full. Nothing was written; try again when somebody made room.",
                    10);
        }
        if (database instanceof SQLTransientException || state.startsWith("08") || state.startsWith("57")) {
            LOG.warn("{} {}: the database is away", context.method(), context.path(), failure);
            return ProblemException.later(503, "The database does not answer just now.", 1);
        }
        if (failure instanceof LedgerException ledger && ledger.passing()) {
            LOG.warn("{} {}: the ledger could not do it", context.method(), context.path(), failure);
            return ProblemException.later(503, "The database does not answer just now, or the server stops.", 1);
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return ProblemException.later(503, "The server stops.", 1);
        }
        LOG.error("{} {} failed, request {}", context.method(), context.path(), RequestIds.of(context), failure);
        return ofStatus(500, context);
    }

    private static @Nullable SQLException databaseFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return database;
            }
        }
        return null;
    }

    private static void write(Context context, ProblemException problem) {
        String id = RequestIds.of(context);
        Protection.headers(context);
        context.status(problem.status());
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfter() > 0) {
            context.header("Retry-After", Integer.toString(problem.retryAfter()));
        }
        context.contentType(PROBLEM_JSON).result(Json.MAPPER.writeValueAsBytes(problem.problem(id)));
    }
}
