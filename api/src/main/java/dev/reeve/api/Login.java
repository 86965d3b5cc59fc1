package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a session.
 *
 * @param name the user's name; null if the e-mail address is given
 * @param email the user's e-mail address; null if the name is given
 */
public record Login(@Nullable String name, @Nullable String email, String password) {
    public Login {
        if ((name == null) == (email == null)) {
            throw new InvalidFieldException("name", "or email has to be given, and only one of them");
        }
        password = Given.required(password, "password");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[name=" + name + ", email=" + email + "]";
    }
}
