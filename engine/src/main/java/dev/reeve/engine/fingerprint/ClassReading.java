package dev.reeve.engine.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Takes down a class file. */
final class ClassReading extends ClassVisitor {
    static final int API = Opcodes.ASM9;

    /** What {@code Deprecated} and others add that is not in the class file. */
    private static final int IN_THE_FILE = 0xFFFF;

    private String name = "";
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private int access;
    private final List<String> permitted = new ArrayList<>();
    private final Tokens head = new Tokens();
    private final Uses headUses = new Uses();
    private final Map<String, MethodReading> read = new TreeMap<>();
    private final Map<String, ClassCode.Method> methods = new TreeMap<>();
    private final Set<String> finishing = new HashSet<>();
    private final Map<String, ReadField> fields = new TreeMap<>();
    private final Map<String, ClassCode.Fixed> firstValues = new HashMap<>();

    private record ReadField(
            int access, String descriptor, @Nullable String signature, Tokens tokens, Uses uses) {}

    private ClassReading() {
        super(API);
    }

    /**
     * The code of a class.
     *
     * @throws IllegalArgumentException if it is of a version that is not known here
     * @throws RuntimeException if it is no class file
     */
    static ClassCode read(byte[] file) {
        ClassReading reading = new ClassReading();
        new ClassReader(file).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reading.code();
    }

    String name() {
        return name;
    }

    @Override
    public void visit(
            int version,
            int flags,
            String named,
            @Nullable String signature,
            @Nullable String extended,
            String @Nullable [] implemented) {
        name = named;
        superName = extended;
        interfaces = implemented == null ? List.of() : List.of(implemented);
        access = flags & IN_THE_FILE;
        head.number(access).text(name).optional(superName).number(interfaces.size());
        interfaces.forEach(head::text);
        head.optional(signature);
        headUses.signature(signature);
        if (superName != null) {
            headUses.extended(superName);
        }
        interfaces.forEach(headUses::extended);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return AnnotationReading.of(descriptor, visible, head, headUses);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        head.number(ref).text(String.valueOf(path));
        return AnnotationReading.of(descriptor, visible, head, headUses);
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        head.text("permits").text(subclass);
        permitted.add(subclass);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
            String component, String descriptor, @Nullable String signature) {
        head.text("component").text(component).text(descriptor).optional(signature);
        headUses.descriptor(descriptor);
        headUses.signature(signature);
        return new RecordComponentVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return AnnotationReading.of(type, visible, head, headUses);
            }

            @Override
            public @Nullable AnnotationVisitor visitTypeAnnotation(
                    int ref, @Nullable TypePath path, String type, boolean visible) {
                head.number(ref).text(String.valueOf(path));
                return AnnotationReading.of(type, visible, head, headUses);
            }
        };
    }

    @Override
    public FieldVisitor visitField(
            int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        Tokens tokens = new Tokens().number(flags & IN_THE_FILE).text(field).text(descriptor);
        Uses uses = new Uses();
        tokens.optional(signature).optional(value == null ? null : Constants.text(value));
        uses.descriptor(descriptor);
        uses.signature(signature);
        if (value instanceof String text) {
            uses.texts.add(text);
        }
        fields.put(field + descriptor, new ReadField(flags, descriptor, signature, tokens, uses));
        return new FieldVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return AnnotationReading.of(type, visible, tokens, uses);
            }

            @Override
            public @Nullable AnnotationVisitor visitTypeAnnotation(
                    int ref, @Nullable TypePath path, String type, boolean visible) {
                tokens.number(ref).text(String.valueOf(path));
                return AnnotationReading.of(type, visible, tokens, uses);
            }
        };
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (method.equals(
                "$deserializeLambda$")) { // names all lambdas of the class, and only Java serialization calls it
            return null;
        }
        MethodReading reading = new MethodReading(this, flags & IN_THE_FILE, new Member(name, method, descriptor));
        reading.tokens.number(flags & IN_THE_FILE);
        reading.tokens
                .text(method.startsWith("lambda$") ? "lambda" : method)
                .text(descriptor)
                .optional(signature);
        reading.uses.descriptor(descriptor);
        reading.uses.signature(signature);
        if ((flags & Opcodes.ACC_NATIVE) != 0) {
            reading.uses.blind("calls the native " + new Member(name, method, descriptor).text());
        }
        return reading;
    }

    void read(MethodReading method) {
        read.put(method.key, method);
    }

    /** What the class puts into one of its static fields; all that it may put there has to be of that kind. */
    void put(String field, ClassCode.Fixed value) {
        firstValues.merge(field, value, (one, other) -> one == other ? one : ClassCode.Fixed.UNKNOWN);
    }

    private ClassCode code() {
        Tokens whole = new Tokens().text(head.hash()).number(fields.size());
        Uses uses = new Uses();
        uses.add(headUses);
        Map<String, ClassCode.Field> known = new TreeMap<>();
        fields.forEach((key, field) -> {
            ClassCode.Fixed fixed = firstValues.getOrDefault(key, ClassCode.Fixed.UNKNOWN);
            String hash = field.tokens().hash();
            known.put(
                    key,
                    new ClassCode.Field(
                            field.access(), field.descriptor(), field.signature(), hash, field.uses(), fixed));
            whole.text(hash);
            uses.add(field.uses());
        });
        for (String key : read.keySet()) {
            ClassCode.Method method = finished(key);
            if (!key.startsWith("lambda$") || (method.access() & Opcodes.ACC_SYNTHETIC) == 0) {
                whole.text(method.hash());
                uses.add(method.uses());
            }
        }
        return new ClassCode(
                name, superName, interfaces, List.copyOf(permitted), access, whole.hash(), uses, methods, known);
    }

    /** The method with its lambdas in it. */
    private ClassCode.Method finished(String key) {
        ClassCode.Method known = methods.get(key);
        if (known != null) {
            return known;
        }
        MethodReading method = read.get(key);
        if (method == null || !finishing.add(key)) {
            Uses blind = new Uses();
            blind.blind("has a lambda that cannot be followed");
            return new ClassCode.Method(0, "", blind);
        }
        for (String lambda : method.lambdas) {
            ClassCode.Method inside = finished(lambda);
            method.tokens.text(inside.hash());
            method.uses.add(inside.uses());
        }
        known = new ClassCode.Method(method.access, method.tokens.hash(), method.uses);
        methods.put(key, known);
        return known;
    }
}
