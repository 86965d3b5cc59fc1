package dev.reeve.engine.fingerprint;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * All code of a bundle that some of it may come to: what it calls, and where only the object tells what is called, all
 * that it may be. Where that cannot be seen, it says so. For one use.
 */
final class Reach {
    /** Where code begins. */
    sealed interface Root {
        /** The class, with slashes. */
        String type();

        /** All of a class and of what extends it. */
        record Whole(String type) implements Root {}

        /** One method. */
        record Exact(Member method) implements Root {
            @Override
            public String type() {
                return method.owner();
            }
        }
    }

    /**
     * What was found.
     *
     * @param hash of all that can be come to
     * @param blindness why not all of it can be seen; empty: it can
     * @param beside whether the files beside the classes belong to it
     */
    record Reached(String hash, String blindness, boolean beside) {
        static Reached blind(String reason) {
            return new Reached("", reason, false);
        }
    }

    /** Ours and the logger's: what the host of a run brings, though a jar may hold a copy. */
    private static final Set<String> OF_THE_HOST = Set.of(
            "dev/reeve", "dev/reeve/graph", "dev/reeve/spi", "dev/reeve/state", "dev/reeve/artifact", "org/slf4j");

    private final Classes classes;
    private final Place.Opened files;
    private final Stillness stillness;
    private final Set<String> used = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private final Set<String> initialized = new HashSet<>();
    private final Set<Member> called = new HashSet<>();
    private final Set<Member> fields = new HashSet<>();
    private final Set<String> items = new TreeSet<>();
    private final Deque<Uses> open = new ArrayDeque<>();
    private @Nullable String blindness;
    /** What a library could find more by; null: nothing. */
    private @Nullable String naming;

    private boolean opaque;
    private boolean beside;

    private Reach(Classes classes, Place.Opened files) {
        this.classes = classes;
        this.files = files;
        this.stillness = new Stillness(classes, files);
    }

    static Reached of(Classes classes, Root root) throws IOException {
        try (Place.Opened files = classes.open()) {
            Reach reach = new Reach(classes, files);
            if (!reach.here(root.type())) { // made while the program runs
                return Reached.blind("is a class without a file of its own");
            }
            switch (root) {
                case Root.Whole whole -> reach.use(whole.type());
                case Root.Exact exact -> reach.call(exact.method());
            }
            for (Uses uses = reach.open.poll(); uses != null && reach.blindness == null; uses = reach.open.poll()) {
                reach.follow(uses);
            }
            return reach.reached();
        }
    }

    private Reached reached() {
        if (blindness == null && (opaque || beside)) {
            blindness = naming;
        }
        if (blindness == null && opaque && classes.hasServices()) {
            blindness = "calls libraries, and its jar registers services that they may find";
        }
        Digest digest = new Digest();
        digest.count('r', items.size());
        items.forEach(digest::text);
        return new Reached(digest.hex(), blindness == null ? "" : blindness, beside || opaque);
    }

    private void follow(Uses uses) throws IOException {
        String blind = uses.blindness();
        if (blind != null) {
            blindness = blind;
            return;
        }
        opaque |= uses.opaque();
        beside |= uses.resources();
        for (String type : uses.types) {
            use(type);
        }
        for (Member method : uses.calls) {
            call(method);
        }
        for (Member field : uses.fields) {
            field(field, uses.fieldsRead.contains(field));
        }
        for (String owner : uses.called) {
            opaque |= !here(owner) && !ofTheHost(owner);
        }
        for (String text : uses.texts) {
            text(text);
        }
    }

    private static boolean ofTheHost(String type) {
        int end = type.lastIndexOf('/');
        return end > 0 && OF_THE_HOST.contains(type.substring(0, end));
    }

    private boolean here(String type) {
        return classes.has(type) && !ofTheHost(type);
    }

    /** Anything of it may be called, on it or on what extends it. */
    private void use(String type) throws IOException {
        if (!here(type) || !used.add(type)) {
            return;
        }
        ClassCode code = content(type);
        if (code.has(Opcodes.ACC_FINAL)) {
            return;
        }
        for (String subclass : code.permitted().isEmpty() ? classes.subclasses(type, files) : code.permitted()) {
            use(subclass);
        }
    }

    /** All that stands in it and in what it extends. */
    private ClassCode content(String type) throws IOException {
        ClassCode code = classes.of(type, files);
        if (contents.add(type)) {
            items.add("class " + type + " " + code.hash());
            open.add(code.uses());
            if (code.superName() != null && here(code.superName())) {
                content(code.superName());
            }
            for (String implemented : code.interfaces()) {
                if (here(implemented)) {
                    content(implemented);
                }
            }
        }
        return code;
    }

    private void call(Member method) throws IOException {
        if (!here(method.owner()) || !called.add(method)) {
            return;
        }
        for (String type = method.owner(); type != null && here(type); ) {
            ClassCode code = classes.of(type, files);
            ClassCode.Method found = code.methods().get(method.key());
            if (found != null) {
                String name = method.name().startsWith("lambda$") ? "lambda" : method.key();
                items.add("method " + type + " " + name + " " + found.hash());
                open.add(found.uses());
                initialize(type);
                return;
            }
            type = code.superName();
        }
        use(method.owner()); // inherited from elsewhere, or an interface
        opaque = true;
    }

    /** What runs when a class is loaded. */
    private void initialize(String type) throws IOException {
        if (!here(type) || !initialized.add(type)) {
            return;
        }
        ClassCode code = classes.of(type, files);
        ClassCode.Method initializer = code.methods().get("<clinit>()V");
        if (initializer != null) {
            items.add("method " + type + " <clinit> " + initializer.hash());
            open.add(initializer.uses());
        }
        if (code.superName() != null) {
            initialize(code.superName());
        }
        for (String implemented : code.interfaces()) {
            initialize(implemented);
        }
    }

    private void field(Member field, boolean read) throws IOException {
        if (!here(field.owner())) {
            return;
        }
        boolean known = !fields.add(field);
        ClassCode owner = stillness.declaring(field);
        if (owner == null) {
            use(field.owner());
            opaque = true;
            return;
        }
        ClassCode.Field found = owner.fields().get(field.key());
        if (!known && found != null) {
            items.add("field " + owner.name() + " " + found.hash());
            open.add(found.uses());
            initialize(owner.name());
        }
        if (read && found != null && blindness == null && !stillness.of(found)) {
            blindness = "reads " + field.text() + ", which other code may change";
        }
    }

    /** A text may name a class, which a library then finds; or a file. */
    private void text(String text) throws IOException {
        if (classes.has(text)) {
            use(text);
        }
        if (classes.hasPackage(text)) {
            naming = "names the package " + text;
        }
        if (text.indexOf('.') < 0 && text.indexOf('/') < 0) {
            return;
        }
        for (String word : text.split("[^A-Za-z0-9_$./-]+")) {
            String path = word.replace('.', '/');
            use(path);
            if (path.indexOf('/') > 0 && classes.hasPackage(path)) {
                naming = "names the package " + word;
            }
            beside |= classes.hasFile(word) || word.startsWith("/") && classes.hasFile(word.substring(1));
        }
        if (text.contains(".class")) {
            naming = "names a class file";
        }
    }
}
