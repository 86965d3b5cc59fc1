package dev.reeve.engine.fingerprint;

import java.util.Set;

/** What calls of the JDK may reach beside what their callers show: classes and files that they find by name. */
enum JdkCalls {
    /** Nothing. */
    PLAIN,
    /** Files beside the classes. */
    RESOURCES,
    /** Providers that are registered in those files. */
    OPAQUE,
    /** Any class. */
    BLIND;

    /** What may be asked of a class without coming to its members. */
    private static final Set<String> OF_A_CLASS = Set.of(
            "arrayType",
            "asSubclass",
            "cast",
            "componentType",
            "descriptorString",
            "desiredAssertionStatus",
            "equals",
            "getCanonicalName",
            "getClass",
            "getClassLoader",
            "getComponentType",
            "getEnumConstants",
            "getInterfaces",
            "getModifiers",
            "getName",
            "getPackageName",
            "getSimpleName",
            "getSuperclass",
            "getTypeName",
            "hashCode",
            "isAnnotation",
            "isArray",
            "isAssignableFrom",
            "isEnum",
            "isInstance",
            "isInterface",
            "isPrimitive",
            "isRecord",
            "isSealed",
            "toString");

    private static final Set<String> BLIND_CLASSES = Set.of(
            "java/io/ObjectInputStream",
            "java/lang/ClassLoader",
            "java/lang/Module",
            "java/lang/ModuleLayer",
            "java/lang/Package",
            "java/net/URLClassLoader",
            "java/security/SecureClassLoader",
            "java/util/ListResourceBundle",
            "java/util/PropertyResourceBundle",
            "java/util/ResourceBundle",
            "java/util/ServiceLoader");

    private static final String[] BLIND_PACKAGES = {
        "java/beans/",
        "java/lang/classfile/",
        "java/lang/foreign/",
        "java/lang/instrument/",
        "java/lang/invoke/",
        "java/lang/module/",
        "java/lang/reflect/",
        "java/rmi/",
        "sun/"
    };

    private static final Set<String> PLAIN_OF_REFLECT = Set.of(
            "java/lang/reflect/Array",
            "java/lang/reflect/InvocationTargetException",
            "java/lang/reflect/UndeclaredThrowableException");

    private static final String[] OPAQUE_PACKAGES = {"java/sql/", "java/nio/file/FileSystems", "java/awt/"};

    static boolean ofTheJdk(String internalName) {
        return internalName.startsWith("java/") || internalName.startsWith("sun/");
    }

    /** What a call of that method of the JDK may reach. */
    static JdkCalls of(String owner, String name) {
        if (name.startsWith("getResource") || name.startsWith("getSystemResource") || name.equals("resources")) {
            boolean loads = owner.equals("java/lang/Class")
                    || owner.equals("java/lang/ClassLoader")
                    || owner.equals("java/lang/Module");
            if (loads) {
                return RESOURCES;
            }
        }
        if (owner.equals("java/lang/Class")) {
            return OF_A_CLASS.contains(name) ? PLAIN : BLIND;
        }
        if (owner.equals("java/lang/System") || owner.equals("java/lang/Runtime")) {
            return name.startsWith("load") ? BLIND : PLAIN;
        }
        if (BLIND_CLASSES.contains(owner) || startsWithOne(owner, BLIND_PACKAGES)) {
            return PLAIN_OF_REFLECT.contains(owner) ? PLAIN : BLIND;
        }
        return startsWithOne(owner, OPAQUE_PACKAGES) ? OPAQUE : PLAIN;
    }

    private static boolean startsWithOne(String owner, String[] packages) {
        for (String start : packages) {
            if (owner.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
