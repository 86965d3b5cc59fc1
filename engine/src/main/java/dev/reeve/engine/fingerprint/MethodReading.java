package dev.reeve.engine.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Takes down a method: its instructions and what it uses. A lambda that stands in it is taken down as one, whatever its
 * number.
 */
final class MethodReading extends MethodVisitor {
    /** What javac and others let the JVM make at the first call; each says all it does by its arguments. */
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps");

    /** What makes collections that nobody can change. */
    private static final Set<String> UNCHANGEABLE = Set.of(
            "java/util/List.of",
            "java/util/List.copyOf",
            "java/util/Set.of",
            "java/util/Set.copyOf",
            "java/util/Map.of",
            "java/util/Map.copyOf",
            "java/util/Map.entry",
            "java/util/Map.ofEntries",
            "java/util/Optional.of",
            "java/util/Optional.empty");

    private final ClassReading around;
    private final boolean initializer;
    private final Map<Label, Integer> labels = new HashMap<>();
    private ClassCode.Fixed last = ClassCode.Fixed.UNKNOWN;
    /** The function whose object the last instruction made; null if it did something else. */
    private @Nullable Handle lastFunction;

    final int access;
    final String key;
    final Tokens tokens = new Tokens();
    final Uses uses = new Uses();
    /** Keys of the lambdas in it, in order. */
    final List<String> lambdas = new ArrayList<>();

    MethodReading(ClassReading around, int access, Member method) {
        super(ClassReading.API);
        this.around = around;
        this.access = access;
        this.key = method.key();
        this.initializer = method.name().equals("<clinit>");
    }

    private Tokens op(int opcode) {
        last = ClassCode.Fixed.UNKNOWN;
        lastFunction = null;
        return tokens.number(opcode);
    }

    private int number(Label label) {
        return labels.computeIfAbsent(label, key -> labels.size());
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return AnnotationReading.of(descriptor, visible, tokens, uses);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int ref, @Nullable TypePath path, String descriptor, boolean visible) {
        tokens.number(ref).text(String.valueOf(path));
        return AnnotationReading.of(descriptor, visible, tokens, uses);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        tokens.number(parameter);
        return AnnotationReading.of(descriptor, visible, tokens, uses);
    }

    @Override
    public AnnotationVisitor visitAnnotationDefault() {
        return AnnotationReading.ofDefault(tokens, uses);
    }

    @Override
    public void visitInsn(int opcode) {
        op(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        op(opcode).number(operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        op(opcode).number(variable);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        op(Opcodes.IINC).number(variable).number(increment);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        op(opcode).text(type);
        uses.type(type);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        op(Opcodes.MULTIANEWARRAY).text(descriptor).number(dimensions);
        uses.descriptor(descriptor);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        Member field = new Member(owner, name, descriptor);
        if (initializer && opcode == Opcodes.PUTSTATIC && owner.equals(around.name())) {
            around.put(field.key(), last);
        }
        op(opcode).text(owner).text(name).text(descriptor);
        uses.descriptor(descriptor);
        if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
            boolean ownBeginning = initializer && owner.equals(around.name()); // nobody else has been there yet
            uses.field(field, opcode == Opcodes.GETSTATIC && !ownBeginning);
        } else {
            uses.type(owner);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        ClassCode.Fixed before = last;
        if (initializer && owner.equals("dev/reeve/Flow") && lastFunction != null) {
            leaveOut(lastFunction);
        }
        op(opcode).text(owner).text(name).text(descriptor);
        boolean exactly = opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL;
        last = made(before, owner, name, descriptor);
        uses.call(new Member(owner, name, descriptor), exactly);
        uses.descriptor(descriptor);
    }

    private static ClassCode.Fixed made(ClassCode.Fixed before, String owner, String name, String descriptor) {
        if (owner.equals("java/util/Comparator")) {
            boolean byOne = descriptor.startsWith("(Ljava/util/function/")
                    && descriptor.indexOf(';') == descriptor.indexOf(')') - 1;
            boolean still = name.equals("naturalOrder")
                    || name.equals("reverseOrder")
                    || name.startsWith("comparing") && byOne && before == ClassCode.Fixed.FUNCTION;
            return still ? ClassCode.Fixed.FUNCTION : ClassCode.Fixed.UNKNOWN;
        }
        return UNCHANGEABLE.contains(owner + "." + name) ? ClassCode.Fixed.COLLECTION : ClassCode.Fixed.UNKNOWN;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        op(Opcodes.INVOKEDYNAMIC).text(name).text(descriptor).text(bootstrap.getOwner());
        tokens.text(bootstrap.getName()).number(arguments.length);
        uses.descriptor(descriptor);
        if (!BOOTSTRAPS.contains(bootstrap.getOwner())) {
            uses.blind("is linked by " + bootstrap.getOwner().replace('/', '.'));
            handle(bootstrap);
        }
        Handle function = arguments.length > 1 && arguments[1] instanceof Handle handle ? handle : null;
        boolean fresh = function != null && !uses.calls.contains(method(function));
        for (Object argument : arguments) {
            constant(argument);
        }
        if (bootstrap.getOwner().endsWith("/LambdaMetafactory") && descriptor.startsWith("()")) {
            last = ClassCode.Fixed.FUNCTION;
            lastFunction = fresh ? function : null;
        }
    }

    /**
     * A flow that is kept in a static field is defined when its class is loaded, before any of its tasks runs, and comes to
     * all of them. What it is matters to who reads the field, which may be anything for its type.
     */
    private void leaveOut(Handle definition) {
        Member method = method(definition);
        if (!lambdas.isEmpty() && lambdas.getLast().equals(method.key())) {
            lambdas.removeLast();
        } else {
            uses.calls.remove(method);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        op(Opcodes.LDC);
        constant(value);
    }

    private void constant(Object value) {
        switch (value) {
            case Type type -> {
                tokens.text("type").text(type.getDescriptor());
                uses.descriptor(type.getDescriptor());
            }
            case Handle handle -> handle(handle);
            case String text -> {
                tokens.text("text").text(text);
                uses.texts.add(text);
            }
            case ConstantDynamic made -> {
                tokens.text("dynamic").text(made.toString());
                uses.blind("has a constant that is made when it is first read");
            }
            default -> tokens.text(value.getClass().getName()).text(Constants.text(value));
        }
    }

    private static Member method(Handle handle) {
        return new Member(handle.getOwner(), handle.getName(), handle.getDesc());
    }

    private void handle(Handle handle) {
        Member method = method(handle);
        tokens.text("handle").number(handle.getTag());
        boolean exactly = handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_INVOKESPECIAL;
        if (method.owner().equals(around.name()) && method.name().startsWith("lambda$")) {
            tokens.text("lambda");
            lambdas.add(method.key());
            if (handle.getTag() != Opcodes.H_INVOKESTATIC) {
                uses.type(method.owner()); // it carries its object along
            }
            return;
        }
        tokens.text(method.owner()).text(method.name()).text(method.descriptor());
        uses.descriptor(method.descriptor());
        switch (handle.getTag()) {
            case Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD -> uses.type(method.owner());
            case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC -> uses.field(method, true);
            default -> uses.call(method, exactly);
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        op(opcode).number(number(label));
    }

    @Override
    public void visitLabel(Label label) {
        op(-1).number(number(label));
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
        op(Opcodes.TABLESWITCH).number(min).number(max).number(number(otherwise));
        for (Label label : targets) {
            tokens.number(number(label));
        }
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
        op(Opcodes.LOOKUPSWITCH).number(keys.length).number(number(otherwise));
        for (int i = 0; i < keys.length; i++) {
            tokens.number(keys[i]).number(number(targets[i]));
        }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        op(-2).number(number(start)).number(number(end)).number(number(handler)).optional(type);
        if (type != null) {
            uses.type(type);
        }
    }

    @Override
    public void visitEnd() {
        around.read(this);
    }
}
