package dev.reeve.spi;

import java.io.IOException;
import java.net.URI;

/**
 * Opens result stores by their location, so that a configuration can name a store whose module the engine does not
 * know. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. Thread-safe.
 */
public interface ResultStoreProvider {
    /** Whether it knows this kind of location. Looks at the text only: no connection, no exception. */
    boolean handles(URI location);

    /**
     * The store at that location, which the caller closes. Connects no earlier than the first read or write.
     *
     * @throws IllegalArgumentException if it {@linkplain #handles handles} the location but cannot make sense of it
     * @throws IOException if what the store needs from the environment is missing; says what to do
     */
    ResultStore open(URI location) throws IOException;
}
