package dev.reeve.api;

/** Sets the limit of a label, or changes it; 0 keeps runs with that label from beginning. */
public record NewLimit(String label, int most) {
    public NewLimit {
        label = Given.required(label, "label");
    }
}
