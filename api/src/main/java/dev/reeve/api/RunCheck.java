package dev.reeve.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a run that was asked for now.
 *
 * @param valid whether it would be taken
 * @param errors what is wrong with it
 * @param version the version that it would be a run of
 * @param parameters values by name with the defaults of those that are not given, as far as they are known
 * @param labels what an agent must have to run it
 */
public record RunCheck(
        boolean valid,
        List<FieldError> errors,
        int version,
        Map<String, @Nullable Object> parameters,
        List<String> labels) {
    public RunCheck {
        errors = Given.list(errors, "errors");
        parameters = Given.object(parameters);
        labels = Given.texts(labels, "labels");
    }
}
