package dev.reeve.cluster;

import java.util.ArrayList;
import java.util.List;

/** What a JVM has to be started with before it can be part of a cluster. */
public final class JvmFlags {
    /** Module and package, as a manifest's {@code Add-Opens} has them. */
    private static final List<String> OPENED = List.of(
            "java.base/jdk.internal.access",
            "java.base/jdk.internal.misc",
            "java.base/sun.nio.ch",
            "java.base/sun.util.calendar",
            "java.management/com.sun.jmx.mbeanserver",
            "jdk.internal.jvmstat/sun.jvmstat.monitor",
            "java.base/sun.reflect.generics.reflectiveObjects",
            "jdk.management/com.sun.management.internal",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/java.net",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.locks",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.time",
            "java.base/java.text",
            "java.management/sun.management");

    private JvmFlags() {}

    /** The flags, one by one: {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and so on. */
    public static List<String> all() {
        return OPENED.stream().map(JvmFlags::flag).toList();
    }

    private static String flag(String opened) {
        return "--add-opens=" + opened + "=ALL-UNNAMED";
    }

    /**
     * Fails early, where a cluster would fail late and in riddles.
     *
     * @throws IllegalStateException if this JVM was started without some; says in one line what to add
     */
    static void require() {
        List<String> missing = new ArrayList<>();
        Module here = JvmFlags.class.getModule();
        for (String opened : OPENED) {
            int slash = opened.indexOf('/');
            String name = opened.substring(slash + 1);
            ModuleLayer.boot()
                    .findModule(opened.substring(0, slash))
                    .filter(module -> module.getPackages().contains(name) && !module.isOpen(name, here))
                    .ifPresent(module -> missing.add(flag(opened)));
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("A cluster needs a JVM with these flags, which reeve run --cluster and reeve"
                    + " worker start bring along; add them to the java command or to JDK_JAVA_OPTIONS: "
                    + String.join(" ", missing));
        }
    }
}
