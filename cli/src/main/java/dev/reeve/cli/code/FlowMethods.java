package dev.reeve.cli.code;

import dev.reeve.Flow;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was found in some classes.
 *
 * @param usable the methods that give flows, by name
 * @param almost why methods that look like it are none, a sentence each
 */
record FlowMethods(List<FlowMethod> usable, List<String> almost) {
    static FlowMethods in(Iterable<String> classNames, ClassLoader loader) {
        List<FlowMethod> usable = new ArrayList<>();
        List<String> almost = new ArrayList<>();
        for (String name : classNames) {
            try {
                Class<?> type = Class.forName(name, false, loader);
                for (Method method : type.getDeclaredMethods()) {
                    sort(type, method, usable, almost);
                }
            } catch (ClassNotFoundException e) {
                almost.add("The class " + name + " cannot be loaded.");
            } catch (LinkageError e) {
                almost.add(Linkage.words("The class " + name, e));
            }
        }
        usable.sort(Comparator.comparing(FlowMethod::fullName));
        almost.sort(null);
        return new FlowMethods(List.copyOf(usable), List.copyOf(almost));
    }

    private static void sort(Class<?> type, Method method, List<FlowMethod> usable, List<String> almost) {
        boolean givesFlow = Flow.class.isAssignableFrom(method.getReturnType())
                && method.getParameterCount() == 0
                && !method.isSynthetic();
        if (!givesFlow) {
            return;
        }
        FlowMethod found = new FlowMethod(method);
        if (!Modifier.isStatic(method.getModifiers())) {
            almost.add(found.fullName() + "() is not static.");
        } else if (!Modifier.isPublic(method.getModifiers())) {
            almost.add(found.fullName() + "() is not public.");
        } else if (!isPublic(type)) {
            almost.add(found.fullName() + "() is public, but its class is not.");
        } else {
            usable.add(found);
        }
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return false;
            }
        }
        return true;
    }
}
