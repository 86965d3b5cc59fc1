package dev.reeve;

import dev.reeve.graph.ParameterSpec;
import dev.reeve.schedule.Clock;
import dev.reeve.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a schedule against the flow: nobody is there to give a run of it what is missing. */
final class ScheduleCheck {
    private ScheduleCheck() {}

    static void check(Schedule schedule, List<ParameterSpec> parameters, Problems problems) {
        for (int i = 0; i < schedule.clocks().size(); i++) {
            Clock clock = schedule.clocks().get(i);
            String which = "the schedule" + (schedule.clocks().size() > 1 ? "'s clock " + (i + 1) : "") + " ("
                    + clock.timing().words() + ")";
            given(which, clock, parameters, problems);
            missing(which, clock, parameters, problems);
        }
    }

    private static void given(String which, Clock clock, List<ParameterSpec> parameters, Problems problems) {
        for (Map.Entry<String, ? extends @Nullable Object> value :
                clock.parameters().entrySet()) {
            ParameterSpec spec = parameters.stream()
                    .filter(each -> each.name().equals(value.getKey()))
                    .findFirst()
                    .orElse(null);
            if (spec == null) {
                List<String> known =
                        parameters.stream().map(ParameterSpec::name).toList();
                problems.add(
                        which + " has a value for parameter \"" + value.getKey() + "\", which there is not.",
                        known.isEmpty()
                                ? "The flow has no parameters."
                                : "Name one of " + String.join(", ", known) + ".");
                continue;
            }
            Misfit misfit = Misfit.in(spec.name(), spec.type(), value.getValue());
            if (misfit != null) {
                problems.add(
                        which + " has a value for parameter \"" + spec.name() + "\", which takes "
                                + ValueTypes.words(spec.type()) + ": " + misfit.words(spec.type()) + ".",
                        "Give a value of that type.");
            }
        }
    }

    private static void missing(String which, Clock clock, List<ParameterSpec> parameters, Problems problems) {
        List<String> missing = new ArrayList<>();
        for (ParameterSpec spec : parameters) {
            if (spec.required() && !clock.parameters().containsKey(spec.name())) {
                missing.add("\"" + spec.name() + "\"");
            }
        }
        if (!missing.isEmpty()) {
            problems.add(
                    which + " has no value for parameter " + String.join(", ", missing)
                            + ", which every run has to be given.",
                    "Add .parameter(name, value) to it, or give the parameter a default.");
        }
    }
}
