package dev.reeve.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.FieldError;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.WireJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values of runs, held against the schemas of their parameters. */
final class SchemaCheckTest {
    private static final String ORDER =
            """
            {"type": "object", "title": "Order", "required": ["country", "days"], "additionalProperties": false, "properties": {
              "country": {"type": "string", "enum": ["GERMANY", "ITALY"]},
              "days": {"type": "array", "items": {"format": "date"}},
              "limit": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 10}, {"type": "null"}]},
              "rates": {"type": "object", "additionalProperties": {"type": "number"}}}}""";

    private static List<String> wrong(String schema, String value) {
        Fields fields = new Fields();
        SchemaCheck.check(
                fields, "/p", WireJson.object(schema), WireJson.object("{\"v\":" + value + "}").get("v"));
        return fields.errors().stream()
                .map(error -> error.pointer() + " " + error.message())
                .toList();
    }

    private static List<String> asFormat(String format, String... texts) {
        return Stream.of(texts)
                .filter(text -> wrong("{\"format\":\"" + format + "\"}", "\"" + text + "\"").isEmpty())
                .toList();
    }

    @Test
    void everyPartThatIsWrongIsNamedByItsPlace() {
        assertThat(
                        wrong(
                                ORDER,
                                "{\"country\":\"FRANCE\",\"days\":[\"2026-01-31\",\"soon\"],\"limit\":11,\"rates\":{\"a/b\":\"x\"},\"more\":1}"))
                .containsExactlyInAnyOrder(
                        "/p/country must be one of GERMANY, ITALY.",
                        "/p/days/1 must be a date, such as 2026-01-31.",
                        "/p/limit must be at most 10.",
                        "/p/rates/a~1b must be a number.",
                        "/p/more is no part of it. It has country, days, limit, rates.");
        assertThat(wrong(ORDER, "{}")).containsExactly("/p/country is missing.", "/p/days is missing.");
        assertThat(wrong(ORDER, "[]")).containsExactly("/p must be an object.");
    }

    @Test
    void whatFitsPasses() {
        assertThat(wrong(ORDER, "{\"country\":\"ITALY\",\"days\":[],\"limit\":null,\"rates\":{\"x\":1.5}}"))
                .isEmpty();
        assertThat(wrong(ORDER, "{\"country\":\"ITALY\",\"days\":[\"2026-02-28\"],\"limit\":10}"))
                .isEmpty();
    }

    @Test
    void whatARunnerWouldReadIsNotRefused() {
        assertThat(asFormat("duration", "PT1H", "10", "an hour")).containsExactly("PT1H", "10");
        assertThat(asFormat("date", "2026-02-28", "2026-02-28T10:00:00Z", "2026-02-30"))
                .containsExactly("2026-02-28", "2026-02-28T10:00:00Z");
        assertThat(asFormat("date-time", "2026-01-31T18:30:00Z", "2026-01-31T18:30:00+0200", "2026-01-31"))
                .containsExactly("2026-01-31T18:30:00Z", "2026-01-31T18:30:00+0200");
        assertThat(asFormat("date-time-zoned", "2026-01-31T18:30:00+01:00[Europe/Rome]", "noon"))
                .hasSize(1);
        assertThat(asFormat("time-zone", "Europe/Berlin", "Atlantis")).containsExactly("Europe/Berlin");
        assertThat(asFormat("time-local", "18:30", "25:00")).containsExactly("18:30");
        assertThat(wrong("{\"format\":\"duration\"}", "90")).isEmpty();
    }

    @Test
    void numbersOfAnySizeAreCompared() {
        String large = "{\"type\":\"integer\",\"minimum\":-9223372036854775808,\"maximum\":9223372036854775807}";
        assertThat(wrong(large, "9223372036854775807")).isEmpty();
        assertThat(wrong(large, "9223372036854775808")).hasSize(1);
        assertThat(wrong(large, "1e400")).hasSize(1);
        assertThat(wrong(large, "1.5")).containsExactly("/p must be an integer.");
    }

    @Test
    void aSchemaThatMakesNoSenseLetsAllPass() {
        for (String schema : List.of(
                "{\"type\":7}",
                "{\"enum\":\"x\"}",
                "{\"anyOf\":[1,2]}",
                "{\"items\":[]}",
                "{\"minimum\":\"x\"}",
                "{\"properties\":[],\"required\":{}}")) {
            for (String value : List.of("\"x\"", "1", "[1]", "{\"a\":1}", "true", "null")) {
                assertThat(wrong(schema, value)).isEmpty();
            }
        }
    }

    @Test
    void aSecretIsNoValueOfARun() {
        assertThat(wrong("{\"not\":{}}", "\"canary\"")).singleElement().asString().contains("secret").doesNotContain("canary");
    }

    @Test
    void errorsAreBounded() {
        Fields fields = new Fields();
        List<Object> many = java.util.Collections.nCopies(100_000, "x");
        SchemaCheck.check(fields, "", WireJson.object("{\"items\":{\"type\":\"integer\"}}"), many);
        assertThat(fields.errors()).hasSize(50).first().isEqualTo(new FieldError("/0", "must be an integer."));
    }
}
