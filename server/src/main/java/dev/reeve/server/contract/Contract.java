package dev.reeve.server.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The OpenAPI document of this server. Each subject has a file for its paths and one for its schemas below
 * {@code openapi/} on the class path, written as they would be at the left margin; one of a subject that is not named here
 * is not in the document. Made anew by each call.
 */
public final class Contract {
    /** What the files are named after, in the order of the document. */
    static final List<String> SUBJECTS = List.of(
            "access",
            "projects",
            "flows",
            "schedules",
            "runs",
            "run-details",
            "logs",
            "dashboard",
            "secrets",
            "hooks",
            "operation",
            "agents",
            "runners");

    /** Schemas that several subjects use, and that belong to none. */
    static final String SHARED = "shared";

    private Contract() {}

    /** As YAML. */
    public static String yaml() {
        StringBuilder out = new StringBuilder(file("api.yaml"));
        out.append("paths:\n");
        SUBJECTS.forEach(subject -> indent(out, 2, file("paths/" + subject + ".yaml")));
        out.append("components:\n");
        indent(out, 2, file("components.yaml"));
        out.append("  schemas:\n");
        SUBJECTS.forEach(subject -> indent(out, 4, file("schemas/" + subject + ".yaml")));
        indent(out, 4, file("schemas/" + SHARED + ".yaml"));
        return out.toString();
    }

    private static void indent(StringBuilder out, int by, String text) {
        text.lines().forEach(line -> {
            if (!line.isEmpty()) {
                out.repeat(' ', by).append(line);
            }
            out.append('\n');
        });
    }

    private static String file(String name) {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi/" + name)) {
            if (in == null) {
                throw new IllegalStateException("openapi/" + name + " is not on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/" + name + " cannot be read", e);
        }
    }
}
