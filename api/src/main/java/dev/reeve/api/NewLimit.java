package dev.reeve.api;

/** Sets the limit of a label or tag, or changes it; 0 keeps what has it from beginning. */
public record NewLimit(LimitKind kind, String name, int most) {
    public NewLimit {
        kind = Given.required(kind, "kind");
        name = Given.required(name, "name");
    }
}
