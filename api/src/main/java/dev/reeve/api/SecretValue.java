package dev.reeve.api;

/**
 * A secret as the runner of a run gets it.
 *
 * @param version higher each time it is set
 */
public record SecretValue(String name, String value, long version) {
    public SecretValue {
        name = Given.required(name, "name");
        value = Given.required(value, "value");
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "SecretValue[name=" + name + ", version=" + version + "]";
    }
}
