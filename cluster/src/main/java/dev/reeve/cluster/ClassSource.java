package dev.reeve.cluster;

import dev.reeve.graph.FunctionCode;
import dev.reeve.graph.GraphNode;
import org.jspecify.annotations.Nullable;

/**
 * Where workers get the classes of a function from.
 *
 * @param deployed one of them
 * @param loader knows all of them
 */
record ClassSource(Class<?> deployed, ClassLoader loader) {
    static ClassSource of(GraphNode node) {
        Class<?> site = site(node);
        ClassLoader own = site.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (own == null || isWithin(context, own)) { // what the flow was started with sees more
            return new ClassSource(site, context == null ? ClassSource.class.getClassLoader() : context);
        }
        return new ClassSource(site, own);
    }

    private static Class<?> site(GraphNode node) {
        if (node.body() instanceof FunctionCode.Told told) {
            FunctionCode code = told.code();
            return code.site() == null ? code.owner() : code.site();
        }
        return node.body() == null ? ClassSource.class : node.body().getClass();
    }

    private static boolean isWithin(@Nullable ClassLoader inner, ClassLoader outer) {
        for (ClassLoader loader = inner; loader != null; loader = loader.getParent()) {
            if (loader.equals(outer)) {
                return true;
            }
        }
        return false;
    }
}
