package dev.reeve.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a user.
 *
 * @param name what they log in with: letters, digits, {@code . _ -}
 * @param email may stand for the name at login; null for none
 * @param role member if null
 * @param password 10 to 1,000 characters
 */
public record NewUser(String name, @Nullable String email, Role role, String password) {
    public NewUser {
        name = Given.required(name, "name");
        role = role == null ? Role.MEMBER : role;
        password = Given.required(password, "password");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[name=" + name + ", email=" + email + ", role=" + role + "]";
    }
}
