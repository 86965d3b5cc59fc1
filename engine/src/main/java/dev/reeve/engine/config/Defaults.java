package dev.reeve.engine.config;

/** Defaults that depend on where they apply. */
final class Defaults {
    static final String THREADS = "max(4, processors)";

    private Defaults() {}

    /** The text, with what depends on the machine filled in. */
    static String text(Setting<?> setting, Surroundings surroundings) {
        return setting.defaultText().equals(THREADS)
                ? String.valueOf(Math.max(4, surroundings.processors()))
                : expanded(setting, setting.defaultText(), surroundings);
    }

    /** The text of a path with {@code ~} as the home directory; any other text as it is. */
    static String expanded(Setting<?> setting, String text, Surroundings surroundings) {
        return setting.kind() instanceof Kinds.Location && (text.equals("~") || text.startsWith("~/"))
                ? surroundings.home() + text.substring(1)
                : text;
    }
}
