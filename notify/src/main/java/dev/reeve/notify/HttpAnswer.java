package dev.reeve.notify;

import java.util.Map;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param headers the first value of each, by its name in lower case
 * @param text the beginning of its body
 */
record HttpAnswer(int status, Map<String, String> headers, String text) {
    /** The header of that name, in lower case. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
