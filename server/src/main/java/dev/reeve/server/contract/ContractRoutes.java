package dev.reeve.server.contract;

import dev.reeve.server.http.Answer;
import dev.reeve.server.http.PlainText;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract itself, as YAML and as JSON, to whoever has a key. */
public final class ContractRoutes {
    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.yaml", ContractRoutes::yaml), Route.get("/openapi.json", ContractRoutes::json));
    }

    private static Answer yaml(Request request) {
        return Answer.ok(new PlainText("application/yaml", Contract.yaml()));
    }

    private static Answer json(Request request) {
        return Answer.ok(new PlainText(
                "application/json", new JsonMapper().writeValueAsString(new YAMLMapper().readTree(Contract.yaml()))));
    }
}
