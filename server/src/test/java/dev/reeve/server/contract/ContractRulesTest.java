package dev.reeve.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What generators of clients, and people, need of each operation. */
class ContractRulesTest {
    private static final JsonNode DOCUMENT = Schemas.DOCUMENT;

    /** A route as the contract has it. */
    private record Operation(String method, String path, JsonNode json) {
        Stream<JsonNode> parameters() {
            return json.path("parameters").valueStream();
        }

        /** The answers, by status. */
        Set<Map.Entry<String, JsonNode>> answers() {
            return json.get("responses").properties();
        }
    }

    private static Stream<Operation> operations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> operationIsNamedToldAndShown() {
        return operations()
                .map(operation -> DynamicTest.dynamicTest(operation.method() + " " + operation.path(), () -> {
                    named(operation);
                    parameters(operation);
                    body(operation);
                    answers(operation);
                }));
    }

    private static void named(Operation operation) {
        JsonNode json = operation.json();
        assertThat(json.path("operationId").asString("")).matches("[a-z]+([A-Z][a-z]+)*");
        assertThat(json.path("summary").asString("")).isNotBlank().doesNotEndWith(".");
        assertThat(json.path("tags").size()).isEqualTo(1);
        assertThat(tags()).contains(json.get("tags").get(0).asString());
    }

    private static Set<String> tags() {
        return DOCUMENT.get("tags")
                .valueStream()
                .map(tag -> tag.get("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void parameters(Operation operation) {
        List<String> inPath = new ArrayList<>();
        operation.parameters().forEach(parameter -> {
            String name = parameter.get("name").asString();
            assertThat(parameter.path("schema").isObject()).as(name).isTrue();
            if (parameter.get("in").asString().equals("path")) {
                inPath.add("{" + name + "}");
                assertThat(parameter.path("required").asBoolean(false)).as(name).isTrue();
            }
            if (parameter.has("example")) {
                Schemas.check(name, parameter.get("example"), parameter.get("schema"));
            }
        });
        assertThat(inPath)
                .containsExactlyInAnyOrderElementsOf(Stream.of(operation.path().split("/"))
                        .filter(part -> part.startsWith("{"))
                        .map(part -> part.substring(0, part.indexOf('}') + 1))
                        .toList());
    }

    private static void body(Operation operation) {
        JsonNode body = operation.json().path("requestBody");
        if (body.isMissingNode()) {
            return;
        }
        assertThat(body.path("required").isBoolean()).isTrue();
        JsonNode json = body.at("/content/application~1json");
        Schemas.check("the example of the body", json.path("example"), json.path("schema"));
        assertThat(operation.json().get("responses").propertyNames()).contains("400", "413", "415", "422");
    }

    private static void answers(Operation operation) {
        JsonNode json = operation.json();
        if (!json.has("security")) {
            assertThat(json.get("responses").propertyNames()).contains("401", "403");
        }
        for (Map.Entry<String, JsonNode> answer : operation.answers()) {
            if (answer.getKey().startsWith("2")) {
                shown(answer.getKey(), answer.getValue());
            } else if (!answer.getKey().equals("304")) { // which is no refusal
                assertThat(answer.getValue().path("$ref").asString("")).isEqualTo("#/components/responses/Problem");
            }
        }
    }

    private static void shown(String status, JsonNode answer) {
        assertThat(answer.path("description").asString("")).as(status).isNotBlank();
        assertThat(answer.has("content")).as(status + " has a body").isEqualTo(!status.equals("204"));
        for (Map.Entry<String, JsonNode> type : answer.path("content").properties()) {
            JsonNode content = type.getValue();
            assertThat(content.has("example")).as(type.getKey() + " has an example").isTrue();
            Schemas.check("the example of " + status, content.get("example"), content.path("schema"));
            boolean many = Set.of("application/x-ndjson", "text/event-stream").contains(type.getKey());
            assertThat(content.has("x-itemSchema")).as("says what each of it is").isEqualTo(many);
        }
    }

    @Test
    void namesOfOperationsAreUnique() {
        assertThat(operations().map(operation -> operation.json().get("operationId").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void tagIsNotDeclaredForNothing() {
        assertThat(operations().map(operation -> operation.json().get("tags").get(0).asString()))
                .containsAll(tags());
    }

    @Test
    void eachReferenceLeadsSomewhereAndEachSchemaIsReferredTo() {
        Set<String> used = new HashSet<>();
        walk(DOCUMENT, (name, node) -> {
            if (node.has("$ref")) {
                Schemas.resolved(node);
                used.add(node.get("$ref").asString());
            }
        });
        for (String kind : List.of("schemas", "responses")) {
            assertThat(DOCUMENT.get("components").get(kind).propertyNames())
                    .allSatisfy(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void numbersSayHowLongTheyAreAndNothingIsWrittenAsInOlderReleases() {
        walk(DOCUMENT, (name, node) -> {
            if (node.path("type").asString("").equals("integer")) {
                assertThat(node.path("format").asString("")).as(name).isIn("int32", "int64");
            }
            assertThat(node.path("nullable").isBoolean()).as(name).isFalse();
        });
    }

    /** Generated clients send an empty one for what was not set, unless it may be null. */
    @Test
    void listOrObjectThatMeansSomethingElseWhereItIsEmptySaysSo() {
        walk(DOCUMENT.at("/components/schemas"), (name, node) -> {
            if (Set.of("array", "object").contains(Schemas.type(node)) && !node.has("properties")) {
                boolean said = node.path("description").asString("").matches("(?is).*\\bnull\\b.*");
                assertThat(node.get("type").isArray())
                        .as(name + ": " + node.path("description"))
                        .isEqualTo(said);
            }
        });
    }

    /** As the package in the code of generated clients, which it would hide. */
    @Test
    void noFieldIsNamedAsAPackageOfEveryJavaProgram() {
        walk(DOCUMENT, (name, node) -> assertThat(node.path("properties").propertyNames())
                .as(name)
                .doesNotContain("java", "javax", "jakarta", "com", "org"));
    }

    @Test
    void whatIsRequiredIsThere() {
        walk(DOCUMENT, (name, node) -> {
            if (node.path("required").isArray()) {
                node.get("required").forEach(field -> assertThat(node.path("properties").has(field.asString()))
                        .as(name + "/" + field)
                        .isTrue());
            }
        });
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visit) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isObject()) {
                visit.accept(field.getKey(), field.getValue());
            }
            if (!field.getKey().equals("example")) { // data, not contract
                walk(field.getValue(), visit);
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (element.isObject()) {
                    visit.accept("*", element);
                }
                walk(element, visit);
            }
        }
    }
}
