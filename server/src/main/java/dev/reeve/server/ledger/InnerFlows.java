package dev.reeve.server.ledger;

import dev.reeve.server.ledger.InnerRun.InnerFlow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the flows look like that tasks run, by what they look like: a sub-flow is written once, a flow that a task makes of
 * data as often as it looks different. Thread-safe.
 */
final class InnerFlows {
    private static final int MOST_KNOWN = 500;

    private static final String FIND = "select id from inner_flow where flow_id = :flow and hash = :hash";

    /** What nobody runs any more, and did not begin to be run just now. */
    private static final String TIDY = """
            delete from inner_flow i where created_at < now() - interval '1 day'
                and not exists (select from inner_run r where r.flow_id = i.flow_id and r.inner_flow = i.id)
            """;

    private record Key(int flow, String hash) {}

    private final Tables tables;
    private final Map<Key, InnerFlow> written = bounded();
    private final Map<Integer, FlowVersion> read = bounded();

    InnerFlows(Tables tables) {
        this.tables = tables;
    }

    private static <K, V> Map<K, V> bounded() {
        return Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_KNOWN;
            }
        });
    }

    /** That flow, within runs of the flow of that number; written if it was not. */
    InnerFlow of(int flow, String name, FlowStructure structure) {
        String clean = Texts.clean(name);
        String json = StructureJson.write(structure);
        Key key = new Key(flow, hash(clean + "\n" + json));
        @Nullable InnerFlow known = written.get(key);
        if (known == null) {
            known = new InnerFlow(-write(key, clean, json), clean, structure);
            written.put(key, known);
        }
        return known;
    }

    private int write(Key key, String name, String json) {
        return tables.inTransaction(handle -> {
            handle.createUpdate("insert into inner_flow (flow_id, name, hash, structure)"
                            + " values (:flow, :name, :hash, :structure::json) on conflict do nothing")
                    .bind("flow", key.flow())
                    .bind("name", name)
                    .bind("hash", key.hash())
                    .bind("structure", json)
                    .execute();
            return handle.createQuery(FIND)
                    .bind("flow", key.flow())
                    .bind("hash", key.hash())
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** As if it was a version, the 0th; its code is that of the newest version of the flow around it. */
    Optional<FlowVersion> version(int version) {
        @Nullable FlowVersion known = read.get(version);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<FlowVersion> found = tables.withHandle(handle -> handle.createQuery("""
                        select i.*, f.project_id, v.bundle, v.labels from inner_flow i join flow f on f.id = i.flow_id
                        join lateral (select bundle, labels from flow_version where flow_id = f.id
                            order by version desc limit 1) v on true where i.id = ?
                        """)
                .bind(0, -version)
                .map((row, context) -> version(version, row))
                .findOne());
        found.ifPresent(each -> read.put(version, each));
        return found;
    }

    private static FlowVersion version(int version, ResultSet row) throws SQLException {
        return new FlowVersion(
                version,
                row.getInt("flow_id"),
                row.getInt("project_id"),
                row.getString("name"),
                0,
                row.getString("hash"),
                StructureJson.read(row.getString("structure")),
                "[]",
                null,
                row.getString("bundle"),
                Rows.texts(row, "labels"),
                "",
                Rows.instant(row, "created_at"));
    }

    /** Forgets those of which no run is left. */
    int tidy() {
        int gone = tables.withHandle(handle -> handle.createUpdate(TIDY).execute());
        if (gone > 0) {
            written.clear();
        }
        return gone;
    }
}
