package dev.reeve.server.http;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** Names for requests: short, and unlikely to come twice. They protect nothing. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final int BYTES = 12;

    private RequestIds() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** That of the request, which gets one if it has none. */
    static String of(Context context) {
        String id = context.attribute(HEADER);
        if (id == null) {
            id = next();
            context.attribute(HEADER, id);
            context.header(HEADER, id);
            MDC.put("request_id", id); // a request has its thread for itself; the next one puts its own
            MDC.remove("flow_run");
        }
        return id;
    }
}
