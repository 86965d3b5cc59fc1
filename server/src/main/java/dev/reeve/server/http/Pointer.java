package dev.reeve.server.http;

import java.util.List;
import tools.jackson.core.JacksonException;

/** JSON pointers (RFC 6901). */
public final class Pointer {
    private Pointer() {}

    /** One step further. */
    public static String of(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static String of(List<JacksonException.Reference> path) {
        String pointer = "";
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer = of(pointer, name == null ? Integer.toString(step.getIndex()) : name);
        }
        return pointer;
    }
}
