package dev.reeve.cli.code;

import dev.reeve.Flow;
import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.engine.text.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses one of the flows that were found. */
final class FlowChoice {
    private static final int MOST_LISTED = 30;

    private FlowChoice() {}

    /** A method, and what came of calling it: a flow, or why not. */
    private record Called(FlowMethod method, @Nullable Flow flow, String problem) {
        static Called of(FlowMethod method) {
            try {
                return new Called(method, method.call(), "");
            } catch (MistakeException e) {
                return new Called(method, null, String.valueOf(e.getMessage()));
            }
        }

        String name() {
            return flow == null ? "" : flow.name();
        }

        String line() {
            return flow == null
                    ? method.fullName() + " (cannot be defined: "
                            + problem.lines().findFirst().orElse("") + ")"
                    : method.fullName() + "  \"" + flow.name() + "\"";
        }
    }

    /**
     * The flow that is meant.
     *
     * @param wanted a flow's name, or its method as {@code Class.method}; empty if there is but one
     * @param where the code, for people
     */
    static FoundFlow of(FlowMethods found, String wanted, String where) {
        if (found.usable().isEmpty()) {
            throw new MistakeException(nothing(found, where));
        }
        if (wanted.isEmpty() && found.usable().size() == 1) {
            return found(found.usable().getFirst());
        }
        List<FlowMethod> named = found.usable().stream()
                .filter(method -> method.isCalled(wanted))
                .toList();
        if (named.size() == 1) {
            return found(named.getFirst());
        }
        List<Called> called = found.usable().stream().map(Called::of).toList();
        if (wanted.isEmpty()) {
            throw new MistakeException(where + " has " + called.size()
                    + " flows. Choose one with --flow, by its name or its method:" + listed(called));
        }
        return named(called, wanted, where);
    }

    /** The flow of that name or method, if there is one. */
    static Optional<FoundFlow> find(FlowMethods found, String wanted, String where) {
        List<FlowMethod> named = found.usable().stream()
                .filter(method -> method.isCalled(wanted))
                .toList();
        if (named.size() == 1) {
            return Optional.of(found(named.getFirst()));
        }
        List<Called> called = found.usable().stream().map(Called::of).toList();
        boolean any = called.stream().anyMatch(each -> each.name().equals(wanted));
        return any ? Optional.of(named(called, wanted, where)) : Optional.empty();
    }

    /** All that can be defined; {@code refused} is told of the others. */
    static List<FoundFlow> all(FlowMethods found, String where, Consumer<String> refused) {
        if (found.usable().isEmpty()) {
            throw new MistakeException(nothing(found, where));
        }
        List<FoundFlow> flows = new ArrayList<>();
        for (FlowMethod method : found.usable()) {
            Called called = Called.of(method);
            if (called.flow() == null) {
                refused.accept(called.problem());
            } else {
                flows.add(new FoundFlow(called.flow(), method.fullName()));
            }
        }
        return flows;
    }

    private static FoundFlow found(FlowMethod method) {
        return new FoundFlow(method.call(), method.fullName());
    }

    private static FoundFlow named(List<Called> called, String wanted, String where) {
        List<Called> matching =
                called.stream().filter(each -> each.name().equals(wanted)).toList();
        if (matching.size() > 1) {
            throw new MistakeException("Several flows of " + where + " are named \"" + wanted
                    + "\". Choose one with --flow, by its method:" + listed(matching));
        }
        Flow flow = matching.isEmpty() ? null : matching.getFirst().flow();
        if (flow == null) {
            List<String> known = new ArrayList<>();
            called.forEach(
                    each -> known.addAll(List.of(each.name(), each.method().shortName())));
            throw new MistakeException("There is no flow \"" + wanted + "\" in " + where + "."
                    + NearestNames.question(wanted, known) + " Its flows:" + listed(called));
        }
        return new FoundFlow(flow, matching.getFirst().method().fullName());
    }

    private static String listed(List<Called> called) {
        StringBuilder text = new StringBuilder();
        called.stream().limit(MOST_LISTED).forEach(each -> text.append("\n  ").append(each.line()));
        int more = called.size() - MOST_LISTED;
        return more > 0 ? text + "\n  and " + more + " more" : text.toString();
    }

    private static String nothing(FlowMethods found, String where) {
        String almost = found.almost().isEmpty()
                ? ""
                : "\nFound, but of no use:\n  "
                        + String.join(
                                "\n  ",
                                found.almost().stream().limit(MOST_LISTED).toList());
        return "There is no flow in " + where
                + ". A flow is found by a method like this, in a public class:\n  public static Flow flow() { return"
                + " Flow.define(\"my-flow\", f -> { .. }); }" + almost;
    }
}
