package dev.reeve.api;

/**
 * Asks for another password of one's own.
 *
 * @param oldPassword the one that is to be replaced
 * @param newPassword another one, of 10 to 1,000 characters
 */
public record PasswordChange(String oldPassword, String newPassword) {
    public PasswordChange {
        oldPassword = Given.required(oldPassword, "oldPassword");
        newPassword = Given.required(newPassword, "newPassword");
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
