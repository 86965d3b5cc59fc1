package dev.reeve.engine.fingerprint;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Type;

/** Takes down an annotation. */
final class AnnotationReading extends AnnotationVisitor {
    /** The options of a task: those that matter are compared by themselves. */
    private static final String OURS = "Ldev/reeve/Task;";

    private final Tokens tokens;
    private final Uses uses;

    private AnnotationReading(Tokens tokens, Uses uses) {
        super(ClassReading.API);
        this.tokens = tokens;
        this.uses = uses;
    }

    /** What takes down the annotation of that type; null if it says nothing about the code. */
    static @Nullable AnnotationVisitor of(String descriptor, boolean visible, Tokens tokens, Uses uses) {
        if (!visible || descriptor.equals(OURS)) {
            return null;
        }
        tokens.text("@").text(descriptor);
        uses.descriptor(descriptor);
        return new AnnotationReading(tokens, uses);
    }

    /** What takes down the default of an annotation's element. */
    static AnnotationVisitor ofDefault(Tokens tokens, Uses uses) {
        tokens.text("default");
        return new AnnotationReading(tokens, uses);
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        tokens.optional(name);
        switch (value) {
            case Type type -> {
                tokens.text("class").text(type.getDescriptor());
                uses.descriptor(type.getDescriptor());
            }
            case String text -> {
                tokens.text("text").text(text);
                uses.texts.add(text);
            }
            default -> tokens.text(value.getClass().getName()).text(Constants.text(value));
        }
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String value) {
        tokens.optional(name).text("enum").text(descriptor).text(value);
        uses.descriptor(descriptor);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        tokens.optional(name).text("@").text(descriptor);
        uses.descriptor(descriptor);
        return this;
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
        tokens.optional(name).text("[");
        return this;
    }

    @Override
    public void visitEnd() {
        tokens.text("]");
    }
}
