package dev.reeve;

/**
 * A condition of a block or node, before names are known.
 *
 * @param subject what {@code before} and {@code after} put into words
 */
record GuardSpec(Output<Boolean> condition, boolean expected, Output<?> subject, String before, String after) {
    static GuardSpec when(Output<Boolean> condition) {
        return new GuardSpec(condition, true, condition, "if ", "");
    }

    static GuardSpec unless(Output<Boolean> condition) {
        return new GuardSpec(condition, false, condition, "unless ", "");
    }

    static GuardSpec is(Output<?> subject, Output<Boolean> condition, String after) {
        return new GuardSpec(condition, true, subject, "", after);
    }
}
