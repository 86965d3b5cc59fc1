package dev.reeve.engine.fingerprint;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** What a piece of code mentions outside of the JDK, and what in it keeps more from being seen. */
final class Uses {
    /** Classes of which anything may be called. */
    final Set<String> types = new TreeSet<>();
    /** Methods that are called as they stand there, without a look at the object. */
    final Set<Member> calls = new TreeSet<>();
    /** Static fields. */
    final Set<Member> fields = new TreeSet<>();
    /** Those of the fields that are read. */
    final Set<Member> fieldsRead = new TreeSet<>();
    /** Classes whose code is called; it may lie where nobody looks. */
    final Set<String> called = new TreeSet<>();
    /** Texts, which may name classes. */
    final Set<String> texts = new TreeSet<>();
    /** Why not all that it uses can be seen; null: it can. */
    private @Nullable String blindness;

    private boolean resources;
    private boolean opaque;

    @Nullable
    String blindness() {
        return blindness;
    }

    /** Whether it reads files beside the classes. */
    boolean resources() {
        return resources;
    }

    /** Whether it calls parts of the JDK that look for classes by themselves. */
    boolean opaque() {
        return opaque;
    }

    void add(Uses other) {
        types.addAll(other.types);
        calls.addAll(other.calls);
        fields.addAll(other.fields);
        fieldsRead.addAll(other.fieldsRead);
        called.addAll(other.called);
        texts.addAll(other.texts);
        resources |= other.resources;
        opaque |= other.opaque;
        if (other.blindness != null) {
            blind(other.blindness);
        }
    }

    void blind(String reason) {
        if (blindness == null || reason.compareTo(blindness) < 0) { // the same one, whatever the order
            blindness = reason;
        }
    }

    /** A class or array that is mentioned. */
    void type(String internalName) {
        if (internalName.startsWith("[")) {
            descriptor(internalName);
        } else if (!JdkCalls.ofTheJdk(internalName)) {
            types.add(internalName);
        }
    }

    void descriptor(String descriptor) {
        type(Type.getType(descriptor));
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> type(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {} // a number mentions nothing
        }
    }

    void signature(@Nullable String signature) {
        if (signature != null) {
            new SignatureReader(signature).accept(new SignatureVisitor(ClassReading.API) {
                private String outer = "";

                @Override
                public void visitClassType(String name) {
                    outer = name;
                    type(name);
                }

                @Override
                public void visitInnerClassType(String name) {
                    outer = outer + '$' + name;
                    type(outer);
                }
            });
        }
    }

    /** A method that is called; {@code exactly}: the one that stands there, whatever the object. */
    void call(Member method, boolean exactly) {
        String owner = method.owner();
        if (owner.startsWith("[")) {
            type(owner);
            return;
        }
        if (JdkCalls.ofTheJdk(owner)) {
            ofJdk(method);
            return;
        }
        called.add(owner);
        if (exactly) {
            calls.add(method);
        } else {
            types.add(owner);
        }
    }

    /** A class that is extended or implemented, so that its methods are called under another name. */
    void extended(String internalName) {
        if (JdkCalls.ofTheJdk(internalName)) {
            ofJdk(new Member(internalName, "<init>", "()V"));
        } else {
            called.add(internalName);
        }
    }

    private void ofJdk(Member method) {
        switch (JdkCalls.of(method.owner(), method.name())) {
            case PLAIN -> {}
            case RESOURCES -> resources = true;
            case OPAQUE -> opaque = true;
            case BLIND -> blind("calls " + method.text());
        }
    }

    void field(Member field, boolean read) {
        if (!JdkCalls.ofTheJdk(field.owner())) {
            called.add(field.owner());
            fields.add(field);
            if (read) {
                fieldsRead.add(field);
            }
        }
    }

    /** The name of a class for people: {@code OrdersEtl.Order}. */
    static String shortName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
    }
}
