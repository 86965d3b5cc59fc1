package dev.reeve.api;

import java.util.List;

/**
 * An agent says that it is there.
 *
 * @param host its computer's name
 * @param labels runs whose labels are all among these may come
 * @param slots how many runs at once
 * @param version its release of Reeve
 */
public record NewAgentSession(String name, String host, List<String> labels, int slots, String version) {
    public NewAgentSession {
        name = Given.required(name, "name");
        host = Given.required(host, "host");
        labels = Given.texts(labels, "labels");
        slots = Given.atLeast(1, slots, "slots");
        version = Given.required(version, "version");
    }
}
