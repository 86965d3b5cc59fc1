package dev.reeve.engine.record;

/**
 * A parameter of a run. Immutable.
 *
 * @param name its name
 * @param type its declared type, for people
 * @param json its value; empty if it could not be written
 * @param fingerprint of its value; empty if it has none, and then it equals no other
 * @param problem why its value could not be written; empty if it was
 */
public record RecordedParameter(String name, String type, String json, String fingerprint, String problem) {
    RecordedParameter withoutValue() {
        return new RecordedParameter(name, type, "", fingerprint, "it is a result, which stays where it was made");
    }
}
