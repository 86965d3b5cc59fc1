package dev.reeve.server.schedule;

import dev.reeve.api.RegisteredParameter;
import dev.reeve.server.http.WireJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/** The newest versions of flows, as far as their runs need it. Thread-safe. */
final class Versions {
    private static final int MOST = 10_000;

    /**
     * A version.
     *
     * @param labels what an agent must have to run it
     */
    record Newest(int flow, int id, int version, List<String> labels, List<RegisteredParameter> parameters) {}

    private final Map<Integer, List<RegisteredParameter>> parameters = new ConcurrentHashMap<>(); // they never change

    /** By flow. */
    Map<Integer, Newest> of(Handle handle, Collection<Integer> flows) {
        Map<Integer, Newest> newest = new HashMap<>();
        handle.createQuery("""
                        select v.flow_id, v.id, v.version, v.labels, v.parameters from unnest(cast(:flows as int[])) as f(id)
                        cross join lateral (select * from flow_version n where n.flow_id = f.id order by n.version desc
                            limit 1) v
                        """)
                .bindArray("flows", Integer.class, flows)
                .map((row, context) -> new Newest(
                        row.getInt("flow_id"),
                        row.getInt("id"),
                        row.getInt("version"),
                        List.of((String[]) row.getArray("labels").getArray()),
                        parameters(row.getInt("id"), row.getString("parameters"))))
                .forEach(version -> newest.put(version.flow(), version));
        return newest;
    }

    private List<RegisteredParameter> parameters(int version, String json) {
        if (parameters.size() > MOST) {
            parameters.clear();
        }
        return parameters.computeIfAbsent(
                version, key -> WireJson.read(json, new TypeReference<List<RegisteredParameter>>() {}));
    }
}
