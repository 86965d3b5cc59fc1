package dev.reeve.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/** Answers browsers that ask for pages. Nobody has to be logged in: pages hold nothing, they ask the API. */
final class PageExchange {
    private static final int LONGEST_PREFIX = 200;

    private final Pages pages;

    PageExchange(Pages pages) {
        this.pages = pages;
    }

    void installIn(JavalinConfig config) {
        for (String path : pages.paths()) {
            config.routes.addHttpHandler(HandlerType.GET, path, this::page);
            config.routes.addHttpHandler(HandlerType.HEAD, path, this::page);
        }
    }

    private void page(Context context) throws InterruptedException {
        RequestIds.of(context);
        Exchange.write(context, pages.at(asked(context)));
    }

    /** Writes the page that says that there is nothing here. Returns false if it is no page that was asked for. */
    boolean missing(Context context) {
        String accept = context.header("Accept");
        boolean page = context.method().equals(HandlerType.GET)
                && accept != null
                && accept.contains("text/html")
                && !context.path().startsWith("/api/");
        if (!page) {
            return false;
        }
        Answer answer = pages.missing(asked(context)).orElse(null);
        if (answer == null) {
            return false;
        }
        Exchange.writeWhole(context, answer);
        return true;
    }

    private static Pages.Asked asked(Context context) {
        return new Pages.Asked(
                context.path(),
                word(context.header("Accept-Encoding")),
                word(context.header("If-None-Match")),
                base(context.req().getAttribute(Forwarded.PREFIX)));
    }

    private static String word(@Nullable String header) {
        return header == null ? "" : header;
    }

    /** What a proxy says goes into a page, so it has to be a mere path. */
    private static String base(@Nullable Object prefix) {
        return prefix instanceof String path
                        && path.length() <= LONGEST_PREFIX
                        && path.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?")
                ? (path.endsWith("/") ? path : path + "/")
                : "/";
    }
}
