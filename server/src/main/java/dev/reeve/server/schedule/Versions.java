package dev.reeve.server.schedule;

import dev.reeve.api.RegisteredParameter;
import dev.reeve.server.http.WireJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The newest versions of flows, as far as their runs need it. Thread-safe. */
final class Versions {
    private static final int MOST = 10_000;

    /**
     * A version.
     *
     * @param labels what an agent must have to run it
     * @param runName template of the names of its runs; null: it has none
     */
    record Newest(
            int flow,
            String name,
            int id,
            int version,
            List<String> labels,
            List<RegisteredParameter> parameters,
            @Nullable String runName) {}

    private final Map<Integer, List<RegisteredParameter>> parameters = new ConcurrentHashMap<>(); // they never change

    /** By flow. */
    Map<Integer, Newest> of(Handle handle, Collection<Integer> flows) {
        Map<Integer, Newest> newest = new HashMap<>();
        handle.createQuery("""
                        select v.flow_id, f.name, v.id, v.version, v.labels, v.parameters, v.bundle ->> 'runName' as run_name
                        from flow f
                        cross join lateral (select * from flow_version n where n.flow_id = f.id order by n.version desc
                            limit 1) v
                        where f.id = any(cast(:flows as int[]))
                        """)
                .bindArray("flows", Integer.class, flows)
                .map((row, context) -> new Newest(
                        row.getInt("flow_id"),
                        row.getString("name"),
                        row.getInt("id"),
                        row.getInt("version"),
                        List.of((String[]) row.getArray("labels").getArray()),
                        parameters(row.getInt("id"), row.getString("parameters")),
                        row.getString("run_name")))
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
