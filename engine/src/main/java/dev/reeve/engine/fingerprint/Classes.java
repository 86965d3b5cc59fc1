package dev.reeve.engine.fingerprint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** The classes of a jar or class directory, each read when it is first asked for. Not thread-safe. */
final class Classes {
    private final Place place;
    private final Map<String, ClassCode> read = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private @Nullable Map<String, List<String>> subclasses;

    Classes(Place place) {
        this.place = place;
        for (String name : place.names()) {
            for (int end = name.lastIndexOf('/'); isClass(name) && end > 0; end = name.lastIndexOf('/', end - 1)) {
                if (!packages.add(name.substring(0, end))) {
                    break; // and so are those around it
                }
            }
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(".class") && !file.startsWith("META-INF/") && !file.endsWith("-info.class");
    }

    Place.Opened open() throws IOException {
        return place.open();
    }

    boolean has(String name) {
        return place.names().contains(name + ".class");
    }

    /** Whether there are classes in that package, or in one whose name begins with it. */
    boolean hasPackage(String name) {
        return packages.contains(name);
    }

    boolean hasFile(String name) {
        return place.names().contains(name);
    }

    /** Whether some of its classes are registered to be found by what they do. */
    boolean hasServices() {
        return place.names().stream().anyMatch(name -> name.startsWith("META-INF/services/"));
    }

    /** The code of the class of that name, which is there. */
    ClassCode of(String name, Place.Opened files) throws IOException {
        ClassCode known = read.get(name);
        if (known == null) {
            known = ClassReading.read(files.read(name + ".class"));
            if (!known.name().equals(name)) {
                throw new IOException(name + ".class holds " + known.name());
            }
            read.put(name, known);
        }
        return known;
    }

    /** The classes here that extend or implement that one, each only directly. */
    List<String> subclasses(String name, Place.Opened files) throws IOException {
        Map<String, List<String>> known = subclasses;
        if (known == null) {
            known = new HashMap<>();
            for (String file : place.names()) {
                if (isClass(file)) {
                    add(known, new ClassReader(files.read(file)));
                }
            }
            subclasses = known;
        }
        return known.getOrDefault(name, List.of());
    }

    private static void add(Map<String, List<String>> subclasses, ClassReader type) {
        String extended = type.getSuperName();
        if (extended != null && !JdkCalls.ofTheJdk(extended)) {
            subclasses.computeIfAbsent(extended, key -> new ArrayList<>()).add(type.getClassName());
        }
        for (String implemented : type.getInterfaces()) {
            if (!JdkCalls.ofTheJdk(implemented)) {
                subclasses
                        .computeIfAbsent(implemented, key -> new ArrayList<>())
                        .add(type.getClassName());
            }
        }
    }
}
