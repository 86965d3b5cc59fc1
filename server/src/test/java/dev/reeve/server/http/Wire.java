package dev.reeve.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Sends whatever it is told to, also what no client of ours would. */
public final class Wire implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    public Wire(URI server) {
        this.server = server;
    }

    /** An answer, and its body if that is JSON. */
    public record Reply(int status, HttpResponse<byte[]> response) {
        public JsonNode json() {
            return Json.MAPPER.readTree(response.body());
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** What is wrong with the first field, as {@code pointer: message}. */
        public String firstError() {
            JsonNode error = json().get("errors").get(0);
            return error.get("pointer").asString() + ": " + error.get("message").asString();
        }
    }

    /** With a key; empty for none. Headers are names and values in turn. */
    public Reply send(String method, String path, String key, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        if (!key.isEmpty()) {
            all.add("Authorization");
            all.add("Bearer " + key);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply get(String path, String key) {
        return send("GET", path, key, new byte[0]);
    }

    public Reply delete(String path, String key) {
        return send("DELETE", path, key, new byte[0]);
    }

    public Reply post(String path, String key, String json) {
        return json("POST", path, key, json);
    }

    public Reply json(String method, String path, String key, String json) {
        byte[] body = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return send(method, path, key, body, "Content-Type", "application/json");
    }

    @Override
    public void close() {
        http.close();
    }
}
