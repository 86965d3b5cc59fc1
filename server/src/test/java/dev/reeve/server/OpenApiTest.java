package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.HookTarget;
import dev.reeve.api.KeyKind;
import dev.reeve.api.NewFlowRun;
import dev.reeve.api.NewKey;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSecret;
import dev.reeve.api.NewUser;
import dev.reeve.api.Registration;
import dev.reeve.api.Role;
import dev.reeve.server.contract.Schemas;
import dev.reeve.server.http.Access;
import dev.reeve.server.http.AuthorizationTable;
import dev.reeve.server.http.HttpServer;
import dev.reeve.server.http.Wire;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The contract says what the server does: no route, no field and no answer that it does not name, none that it invents. */
class OpenApiTest {
    private static final JsonNode CONTRACT = Schemas.DOCUMENT;

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> all = new TreeMap<>();
        JsonNode paths = CONTRACT.get("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.get(path).propertyNames()) {
                all.put(
                        method.toUpperCase(Locale.ROOT) + " " + path,
                        paths.get(path).get(method));
            }
        }
        return all;
    }

    @Test
    void itNamesTheRoutesThatThereAreAndNoOthers() {
        List<String> routes = AuthorizationTable.ROUTES.keySet().stream()
                .map(route -> route.split(" ")[0] + " " + HttpServer.fullPath(route.split(" ")[1]))
                .toList();

        assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void itSaysWhichRoutesAreOpenAndWhatTheyRefuseWith() {
        AuthorizationTable.ROUTES.forEach((route, access) -> {
            JsonNode operation = operations().get(route.split(" ")[0] + " " + HttpServer.fullPath(route.split(" ")[1]));
            assertThat(operation.has("security")).as(route).isEqualTo(access == Access.OPEN);
            if (access != Access.OPEN) {
                assertThat(operation.get("responses").propertyNames()).as(route).contains("401", "403");
            }
            for (String part : HttpServer.fullPath(route.split(" ")[1]).split("/")) {
                if (part.startsWith("{")) {
                    assertThat(operation.at("/parameters").toString()).as(route).contains(part.replaceAll("[{}]", ""));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> schemaHasTheFieldsOfItsRecord() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : CONTRACT.at("/components/schemas").propertyNames()) {
            if (!name.endsWith("Page") || name.equals("JournalPage")) {
                tests.add(DynamicTest.dynamicTest(name, () -> compare(name)));
            }
        }
        return tests.stream();
    }

    private static void compare(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName("dev.reeve.api." + name);
        JsonNode schema = Schemas.named(name);
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants())
                    .map(one -> one.toString().toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(schema.get("enum").valueStream().map(JsonNode::asString).toList())
                    .isEqualTo(words);
            return;
        }
        List<String> fields = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertThat(new ArrayList<>(schema.at("/properties").propertyNames())).isEqualTo(fields);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isPrimitive()) {
                assertThat(schema.at("/required").toString())
                        .as(component.getName())
                        .contains(component.getName());
            }
        }
    }

    @Test
    void realAnswersAreAsItSays() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            String admin = TestServer.ADMIN;
            server.admin().createProject(new NewProject("Demo", "x"));
            server.admin().createUser(new NewUser("ann", null, Role.MEMBER, "a long password"));
            server.admin().createKey(new NewKey("k", KeyKind.USER, Role.VIEWER, null, null));
            Registration flow = Samples.registration("flow", "0".repeat(64));
            String id = server.admin().register("Demo", flow).flowId();
            String run = server.admin()
                    .createFlowRun(NewFlowRun.of("flow", Map.of("days", 1)))
                    .id();
            check(server.wire().get("/health/ready", ""), "Health");
            check(server.wire().get("/api/v1/me", admin), "Me");
            check(server.wire().get("/api/v1/users", admin), "UserPage");
            check(server.wire().get("/api/v1/keys", admin), "ApiKeyPage");
            check(server.wire().get("/api/v1/projects", admin), "ProjectPage");
            check(server.wire().get("/api/v1/projects/Demo", admin), "Project");
            server.admin().secrets().set("Demo", new NewSecret("token", "value"));
            check(server.wire().get("/api/v1/projects/Demo/secrets", admin), "StoredSecretPage");
            String hook = server.admin()
                    .hooks()
                    .create("Demo", Samples.hook("ops", HookTarget.webhook("http://127.0.0.1:1/x", null), "Failed"))
                    .hook()
                    .id();
            server.admin().hooks().test(hook);
            check(server.wire().get("/api/v1/projects/Demo/hooks", admin), "HookPage");
            check(server.wire().get("/api/v1/hooks/" + hook + "/deliveries", admin), "HookDeliveryPage");
            check(server.wire().get("/api/v1/flows", admin), "FlowPage");
            check(server.wire().get("/api/v1/ui/flows", admin), "FlowSummaryPage");
            check(server.wire().get("/api/v1/flows/" + id, admin), "Flow");
            check(server.wire().get("/api/v1/flows/" + id + "/versions", admin), "VersionInfoPage");
            check(server.wire().get("/api/v1/flows/" + id + "/versions/1/changes", admin), "VersionChanges");
            check(server.wire().get("/api/v1/flows/" + id + "/versions/1/graph", admin), "FlowStructure");
            check(server.wire().get("/api/v1/flow-runs", admin), "FlowRunPage");
            check(server.wire().get("/api/v1/flow-runs/" + run, admin), "FlowRun");
            check(server.wire().get("/api/v1/flow-runs/" + run + "/task-runs", admin), "TaskRunPage");
            check(server.wire().get("/api/v1/flow-runs/" + run + "/history", admin), "HistoryEntryPage");
            check(server.wire().get("/api/v1/flow-runs/" + run + "/logs", admin), "Logs");
            check(server.wire().get("/api/v1/ui/bootstrap", admin), "Bootstrap");
            check(server.wire().get("/api/v1/ui/dashboard", admin), "Dashboard");
            check(server.wire().get("/api/v1/flow-runs/histogram", admin), "Histogram");
            check(server.wire().get("/api/v1/flow-runs/" + run + "/why?task=load", admin), "Why");
            check(server.wire().get("/api/v1/flow-runs/" + run + "/told", admin), "JournalPage");
            server.admin().limits().set(dev.reeve.api.LimitKind.LABEL, "warehouse", 3);
            check(server.wire().get("/api/v1/limits", admin), "LimitPage");
            check(server.wire().get("/api/v1/limits/label/warehouse", admin), "LimitUse");
            check(server.wire().get("/api/v1/flows/" + id + "/calendar?zone=Asia/Kolkata", admin), "FlowCalendar");
            check(server.wire().post("/api/v1/hooks/" + hook + "/preview", admin, ""), "HookMessage");
            check(server.wire().get("/api/v1/nothing", admin), "Problem");
        }
    }

    static void check(Wire.Reply reply, String schema) {
        Schemas.check(schema, reply.json(), Schemas.named(schema));
    }
}
