package dev.reeve.server.run;

import dev.reeve.api.PersonAnswer;
import dev.reeve.api.Question;
import dev.reeve.api.QuestionField;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.Pointer;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.GivenAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Answers of people, as they are given and as runners are told them. */
final class Answered {
    private static final int LONGEST = 100_000;

    private Answered() {}

    static List<PersonAnswer> of(List<GivenAnswer> answers) {
        return answers.stream()
                .map(each -> new PersonAnswer(
                        each.id(),
                        each.path(),
                        each.by(),
                        each.value() == null ? null : WireJson.read(each.value(), new TypeReference<Object>() {})))
                .toList();
    }

    /**
     * The answer as the run is told it.
     *
     * @return JSON; null for a mere go-ahead
     * @throws ProblemException 422 if the question asks for something else
     */
    static @Nullable String value(Question question, @Nullable Object given, String by) {
        Object value = switch (question.kind()) {
            case GO_AHEAD -> text(given);
            case DECISION -> decision(question, given, by);
            case RECORD -> fields(question, given);
        };
        return value == null ? null : WireJson.text(value);
    }

    private static @Nullable Object text(@Nullable Object given) {
        if (given != null && !(given instanceof String)) {
            throw ProblemException.invalid("/value", "must be a text, or be left out to let the task go on.");
        }
        new Fields().text("/value", (String) given, LONGEST).done();
        return given;
    }

    private static Map<?, ?> object(Question question, @Nullable Object given) {
        if (given instanceof Map<?, ?> map) {
            return map;
        }
        String wanted = question.kind() == dev.reeve.api.QuestionKind.DECISION
                ? "approved (true or false) and perhaps comment"
                : question.fields().stream()
                        .map(field -> field.name() + " (" + field.type() + ")")
                        .collect(Collectors.joining(", "));
        throw ProblemException.invalid("/value", "must be an object with " + wanted + ".");
    }

    private static Map<String, Object> decision(Question question, @Nullable Object given, String by) {
        Map<?, ?> map = object(question, given);
        Fields fields = new Fields();
        if (!(map.get("approved") instanceof Boolean)) {
            fields.wrong("/value/approved", "must be true or false.");
        }
        Object comment = map.get("comment");
        if (comment != null && !(comment instanceof String)) {
            fields.wrong("/value/comment", "must be a text.");
        }
        map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !name.equals("approved") && !name.equals("comment"))
                .forEach(name -> fields.wrong(Pointer.of("/value", name), "is not asked for."));
        fields.done();
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("approved", Boolean.TRUE.equals(map.get("approved")));
        decision.put("comment", comment == null ? "" : comment);
        decision.put("by", by);
        return decision;
    }

    private static Map<String, @Nullable Object> fields(Question question, @Nullable Object given) {
        Map<?, ?> map = object(question, given);
        Fields fields = new Fields();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (QuestionField field : question.fields()) {
            String at = Pointer.of("/value", field.name());
            Object value = map.get(field.name());
            if (value == null && field.required()) {
                fields.wrong(
                        at,
                        "is missing: it must be " + ParameterCheck.words(field.json()) + " (" + field.type() + ").");
            } else if (value != null && !ParameterCheck.fits(field.json(), value)) {
                fields.wrong(at, "must be " + ParameterCheck.words(field.json()) + " (" + field.type() + ").");
            } else if (field.schema() != null) {
                SchemaCheck.check(fields, at, field.schema(), value);
            }
            values.put(field.name(), value);
        }
        map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !values.containsKey(name))
                .forEach(name -> fields.wrong(Pointer.of("/value", name), "is not asked for."));
        fields.done();
        return values;
    }
}
