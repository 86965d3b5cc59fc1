package dev.reeve;

/** A value that must not be seen. Prints as {@code ***}; never stored, logged or fingerprinted. Immutable. */
public interface Secret {
    /** The secret's name. */
    String name();

    /** The secret itself. Whoever calls this takes care of where it goes. */
    String reveal();
}
