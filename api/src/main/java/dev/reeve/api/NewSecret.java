package dev.reeve.api;

/**
 * Asks for a secret to be kept, in place of the one of that name.
 *
 * @param name what tasks call it: a letter or digit, then also {@code . _ -} and spaces
 * @param value what it is; no answer to people ever has it
 */
public record NewSecret(String name, String value) {
    public NewSecret {
        name = Given.required(name, "name");
        value = Given.required(value, "value");
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "NewSecret[name=" + name + "]";
    }
}
