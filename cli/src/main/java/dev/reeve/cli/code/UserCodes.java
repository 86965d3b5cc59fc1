package dev.reeve.cli.code;

import dev.reeve.cli.terminal.MistakeException;
import dev.reeve.spi.CodeLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Code of several places that a user named, each with libraries of its own. Not thread-safe. */
public final class UserCodes implements AutoCloseable {
    private final List<UserCode> codes = new ArrayList<>();
    private final IdentityHashMap<FoundFlow, UserCode> origins = new IdentityHashMap<>();

    private UserCodes() {}

    /**
     * Opens them. Nothing of them is run yet.
     *
     * @param locations as of {@link UserCode#open}, one or more
     * @throws MistakeException if there is no such code
     */
    public static UserCodes open(List<String> locations, String classPath, Path directory) {
        UserCodes all = new UserCodes();
        boolean opened = false;
        try {
            for (String location : locations) {
                all.codes.add(UserCode.open(location, classPath, directory));
            }
            opened = true;
            return all;
        } finally {
            if (!opened) {
                all.close();
            }
        }
    }

    /**
     * The flow that is meant. Runs the user's code that defines it. Its code is the context of this thread afterwards.
     *
     * @param wanted its name, or its method as {@code Class.method}; empty if there is but one
     * @throws MistakeException if there is none, or several, or it cannot be defined
     */
    public FoundFlow flow(String wanted) {
        if (codes.size() == 1) {
            return from(codes.getFirst(), codes.getFirst().flow(wanted));
        }
        if (wanted.isEmpty()) {
            throw new MistakeException("Choose one of the flows of these " + codes.size() + " places with --flow.");
        }
        List<FoundFlow> found = new ArrayList<>();
        for (UserCode code : codes) {
            code.enter();
            Optional<FoundFlow> here = code.find(wanted);
            here.ifPresent(flow -> found.add(from(code, flow)));
        }
        if (found.isEmpty()) {
            throw new MistakeException("There is no flow \"" + wanted + "\" in any of these " + codes.size()
                    + " places: "
                    + String.join(", ", codes.stream().map(UserCode::where).toList()) + ". What \"reeve serve\" of"
                    + " them has is said at its start.");
        }
        requireNames(found);
        of(found.getFirst()).enter();
        return found.getFirst();
    }

    /**
     * All flows. Runs the user's code that defines them.
     *
     * @param refused told why a flow could not be defined
     * @throws MistakeException if a place has no method that gives a flow
     */
    public List<FoundFlow> flows(Consumer<String> refused) {
        List<FoundFlow> found = new ArrayList<>();
        for (UserCode code : codes) {
            code.enter();
            code.flows(refused).forEach(flow -> found.add(from(code, flow)));
        }
        return found;
    }

    private FoundFlow from(UserCode code, FoundFlow flow) {
        origins.put(flow, code);
        return flow;
    }

    private UserCode of(FoundFlow flow) {
        return Objects.requireNonNull(origins.get(flow), "a flow of these codes");
    }

    /**
     * Sees to it that no two of them have one name.
     *
     * @throws MistakeException if they have; names the places of all such
     */
    public void requireNames(List<FoundFlow> flows) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (FoundFlow flow : flows) {
            places.computeIfAbsent(flow.flow().name(), name -> new ArrayList<>())
                    .add(flow.method() + " in " + of(flow).where());
        }
        places.values().removeIf(where -> where.size() == 1);
        if (!places.isEmpty()) {
            StringBuilder text = new StringBuilder();
            places.forEach((name, where) -> text.append("Several flows are named \"" + name + "\":\n  "
                    + String.join(
                            "\n  ",
                            where.stream().sorted(Comparator.naturalOrder()).toList()) + "\n"));
            throw new MistakeException(text
                    + "What is known of a flow's firings and runs is known by its name. Give each a name of its own.");
        }
    }

    /** Where that flow is, for the record of a run: another process finds it there again. */
    public CodeLocation location(FoundFlow flow) {
        return of(flow).location(flow);
    }

    /** What loads the classes of that flow. */
    public ClassLoader loader(FoundFlow flow) {
        return of(flow).loader();
    }

    /** Closes the files. Classes that were not loaded until now cannot be loaded any more. */
    @Override
    public void close() {
        codes.reversed().forEach(UserCode::close); // each leaves the thread the context that it found
        codes.clear();
    }
}
