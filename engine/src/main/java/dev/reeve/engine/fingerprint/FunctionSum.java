package dev.reeve.engine.fingerprint;

import dev.reeve.graph.FunctionCode;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together the code of functions, and of the values that they carry along. For one use. */
final class FunctionSum {
    /** What we bring ourselves. */
    private static final String OURS = "dev.reeve.engine.";

    private final List<String> parts = new ArrayList<>();
    private final Set<String> coarseness = new TreeSet<>();
    /** Classes of values, in an order that does not depend on where each came from. */
    private final Map<String, Class<?>> valueTypes = new TreeMap<>();
    /** Where the functions and the flow are from: types from elsewhere are libraries, which do not count. */
    private final List<Bundle> own = new ArrayList<>();

    /** Whether the functions name the classes of all that they take. */
    private final boolean named;

    private boolean any;

    FunctionSum(List<FunctionCode> functions) {
        named = functions.stream().allMatch(ValueClasses::named);
        for (FunctionCode function : functions) {
            addOwn(function.owner());
            if (function.site() != null) {
                addOwn(function.site());
            }
        }
    }

    private void addOwn(Class<?> type) {
        Bundle bundle = Bundles.of(type);
        if (bundle != null && !own.contains(bundle)) {
            own.add(bundle);
        }
    }

    TaskCode code() {
        valueTypes.values().forEach(this::called);
        return any
                ? new TaskCode("task " + Fingerprints.combined(parts), String.join("; ", coarseness))
                : TaskCode.NONE;
    }

    void text(String text) {
        parts.add(text);
    }

    /** The code of a task inside. */
    void task(TaskCode code) {
        any = true;
        parts.add(code.fingerprint());
        if (!code.coarseness().isEmpty()) {
            coarseness.add(code.coarseness());
        }
    }

    void function(FunctionCode function) {
        any = true;
        Class<?> owner = function.owner();
        parts.add("function "
                + (lambda(function) ? "" : owner.getName() + "." + function.method() + function.descriptor()));
        if (function.method().isEmpty() && owner.isHidden()) {
            whole(owner, "has a function that cannot be looked into");
        } else {
            if (function.ofInstance()) {
                called(owner);
            }
            String internalName = owner.getName().replace('.', '/');
            add(owner, new Reach.Root.Exact(new Member(internalName, function.method(), function.descriptor())));
        }
        for (Object value : function.carried()) {
            carried(function, value);
        }
    }

    private static boolean lambda(FunctionCode function) {
        return function.method().startsWith("lambda$");
    }

    private void carried(FunctionCode function, @Nullable Object value) {
        Keeping keeping = Keeping.of(value);
        Optional<String> fingerprint = keeping.changes() ? Optional.empty() : Fingerprints.ofValue(value);
        parts.add("carries " + fingerprint.orElse("what changes"));
        if (value != null && function.ofInstance() && Bundles.of(value.getClass()) != null) {
            called(value.getClass());
        }
        keeping.types().forEach(this::valueType);
        if (fingerprint.isEmpty() && value != null) {
            String reason = "carries a " + value.getClass().getSimpleName() + ", whose state can change";
            whole(function.owner(), reason);
            whole(function.site(), reason);
            whole(value.getClass(), reason);
        }
    }

    /** An object with code of its own, such as a serializer. */
    void object(Object value) {
        if (!value.getClass().getName().startsWith(OURS)) {
            Keeping keeping = Keeping.of(value);
            Optional<String> fingerprint = keeping.changes() ? Optional.empty() : Fingerprints.ofValue(value);
            if (fingerprint.isEmpty()) {
                whole(value.getClass(), "is stored by a serializer of its own");
            } else {
                any = true;
                parts.add("stored by " + fingerprint.get());
                called(value.getClass());
            }
        }
    }

    /** A value among the inputs: what it is counts there, its code here. */
    void constant(@Nullable Object value) {
        if (Fingerprints.ofValue(value).isPresent()) { // else nothing equals it anyhow
            Keeping.typesIn(value).forEach(this::valueType);
        }
    }

    /** The parameter that it reads: its value is not known here, but of what class it may be. */
    void parameter(String name, Type type) {
        ValueClasses classes = ValueClasses.of(type);
        classes.types().forEach(this::valueType);
        if (classes.open() && !named) {
            own.forEach(bundle -> whole(bundle, "reads parameter " + name + ", which may be of any class"));
        }
    }

    /** A type of its values. */
    void type(Type type) {
        ValueClasses.of(type).types().forEach(this::valueType);
    }

    private void valueType(Class<?> type) {
        Bundle bundle = Bundles.of(type);
        if (bundle != null && own.contains(bundle)) {
            valueTypes.put(type.getName(), type);
        }
    }

    private void called(Class<?> type) {
        add(type, new Reach.Root.Whole(type.getName().replace('.', '/')));
    }

    private void add(Class<?> type, Reach.Root root) {
        Bundle bundle = Bundles.of(type);
        if (bundle == null) {
            parts.add("java:" + Runtime.version());
            return;
        }
        Reach.Reached reached = bundle.reach(root);
        if (!reached.blindness().isEmpty()) {
            parts.add(root.toString());
            whole(bundle, reached.blindness());
            return;
        }
        parts.add(reached.hash());
        if (reached.beside()) {
            parts.add("beside " + bundle.beside());
        }
    }

    void whole(@Nullable Class<?> type, String reason) {
        Bundle bundle = type == null ? null : Bundles.of(type);
        if (bundle != null) {
            whole(bundle, reason);
        }
    }

    private void whole(Bundle bundle, String reason) {
        any = true;
        coarseness.add("it " + reason);
        parts.add("whole " + bundle.whole());
    }
}
