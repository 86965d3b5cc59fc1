package dev.reeve.cli.server;

import java.util.UUID;

/** What servers name things by. */
public final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    /** Whether a text can be one. */
    public static boolean is(String text) {
        try {
            return text.length() == LENGTH && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
