package dev.reeve.server.hook;

import dev.reeve.api.ChannelKind;
import dev.reeve.api.Hook;
import dev.reeve.api.HookTarget;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.StoredStates;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A hook as it is kept.
 *
 * @param version changes with what is sealed
 */
record HookRow(UUID id, int project, Hook wire, long version, Sealed sealed) {
    /** All columns that {@link #of} reads. */
    static final String SELECT = """
            select k.*, p.name as project, f.name as flow from hook k join project p on p.id = k.project_id
            left join flow f on f.id = k.flow_id
            """;

    static HookRow of(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Hook hook = new Hook(
                id.toString(),
                row.getString("project"),
                row.getString("flow"),
                row.getString("name"),
                states(row),
                seconds(row, "late_after_ms"),
                seconds(row, "long_after_ms"),
                row.getBoolean("agent_lost"),
                row.getBoolean("missed_schedule"),
                ChannelKind.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getString("leads_to"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "failing_since"),
                instant(row, "disabled_at"),
                row.getString("disabled_why"));
        return new HookRow(
                id,
                row.getInt("project_id"),
                hook,
                row.getLong("version"),
                new Sealed(row.getString("key_id"), row.getBytes("sealed")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Integer seconds(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : (Integer) Math.toIntExact(millis / 1_000);
    }

    private static List<String> states(ResultSet row) throws SQLException {
        List<String> names = new ArrayList<>();
        for (Object code : (Object[]) row.getArray("states").getArray()) {
            names.add(StoredStates.name(((Number) code).intValue()));
        }
        return names;
    }

    /** What its target is sealed as. */
    static List<String> about(UUID id, int project, long version) {
        return List.of("hook", id.toString(), Integer.toString(project), Long.toString(version));
    }

    /**
     * Where it leads.
     *
     * @throws dev.reeve.server.secret.SealException if it cannot be opened
     */
    HookTarget target(Seal seal) {
        return WireJson.read(seal.open(about(id, project, version), sealed), new TypeReference<HookTarget>() {});
    }
}
