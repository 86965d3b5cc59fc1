package dev.reeve.server.auth;

import dev.reeve.api.AuditEntry;
import dev.reeve.api.Page;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Who changed what, for admins: the newest first. */
public final class AuditRoutes {
    private final Jdbi database;

    /** Over that database. */
    public AuditRoutes(Jdbi database) {
        this.database = database;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(Route.get("/audit", this::list, "actor", "action", "since", "until", "limit", "cursor"));
    }

    private Answer list(Request request) {
        int most = (int) request.query("limit", 100, 1, 1_000);
        String sql = "select * from audit_log where id < :before"
                + (request.query("actor").isPresent() ? " and strpos(lower(actor), lower(:actor)) > 0" : "")
                + (request.query("action").isPresent() ? " and starts_with(action, :action)" : "")
                + (request.time("since").isPresent() ? " and at >= :since" : "")
                + (request.time("until").isPresent() ? " and at < :until" : "")
                + " order by id desc limit :most";
        List<AuditEntry> found = database.withHandle(handle -> handle.createQuery(sql)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("before", request.query("cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE))
                .bind("actor", request.query("actor").orElse(""))
                .bind("action", request.query("action").orElse(""))
                .bind(
                        "since",
                        request.time("since")
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind(
                        "until",
                        request.time("until")
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("most", most + 1)
                .map((row, context) -> entry(row))
                .list());
        List<AuditEntry> page = found.stream().limit(most).toList();
        return Answer.ok(new Page<>(
                page, found.size() > most ? Long.toString(page.getLast().id()) : null));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("address"),
                row.getString("request_id"));
    }
}
