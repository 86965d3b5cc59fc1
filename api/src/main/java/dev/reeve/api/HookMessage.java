package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hook would send. It is not sent, and has {@code ***} for secrets.
 *
 * @param run the run that it is about; null: there is none like that yet, and it is about a made-up one
 * @param headers {@code Name: value}, in order
 * @param body JSON, or the text of a mail; the first 20,000 characters
 * @param cut whether there is more of it
 */
public record HookMessage(@Nullable String run, List<String> headers, String body, boolean cut) {
    public HookMessage {
        headers = Given.list(headers, "headers");
    }
}
