package dev.reeve;

/**
 * A value that must not be seen. Prints as {@code ***}; never stored, logged or fingerprinted, and hidden where it stands
 * in what a run writes. Immutable.
 */
public interface Secret {
    /** The secret's name. */
    String name();

    /** The secret itself. Whoever calls this takes care of where it goes. */
    String reveal();

    /**
     * The secret read as JSON, such as a record of user and password. A {@code String} is the text itself.
     *
     * @throws IllegalArgumentException if it is no JSON of that type; does not show it
     * @throws UnsupportedOperationException if it is one of yours that does not read JSON
     */
    default <T> T reveal(Class<T> type) {
        if (type == String.class) {
            return type.cast(reveal());
        }
        throw new UnsupportedOperationException(
                "the secret \"" + name() + "\" is a " + getClass().getName() + ", which gives its text only");
    }
}
