package dev.reeve.tasks.aws;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of the task functions, which are static and so have nobody to hand them one. Opened as the environment
 * says when first asked for and kept until the process ends: one for each call would sign in anew for each of ten
 * thousand mapped uploads. Thread-safe.
 */
final class SharedConnection {
    private static @Nullable S3Connection connection;

    private SharedConnection() {}

    /** The connection. A failure to open it is not kept: the next call tries again. */
    static synchronized S3Connection get() throws IOException {
        S3Connection open = connection;
        if (open == null) {
            open = S3Connection.open(S3Settings.fromEnvironment(), null);
            connection = open;
        }
        return open;
    }
}
