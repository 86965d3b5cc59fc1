package dev.reeve.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is no request to us yet: an address that cannot be read, headers that are too long. */
final class JettyRefusals extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String id = RequestIds.next();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(RequestIds.HEADER, id);
        byte[] body = Json.MAPPER.writeValueAsBytes(
                ProblemException.of(status, Titles.of(status) + ".").problem(id));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
