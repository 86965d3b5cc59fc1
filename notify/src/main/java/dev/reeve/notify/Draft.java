package dev.reeve.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a channel would send about a notice, for people to look at. Nothing is sent. Holds no secret: of a signature, that
 * there is one. Immutable.
 *
 * @param headers in order; of mail, also who it is from and goes to
 * @param body JSON, or the text of a mail
 */
public record Draft(Map<String, String> headers, String body) {
    public Draft {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
