package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.http.Wire;
import java.nio.charset.StandardCharsets;

/** A person's browser: its cookie, and what its pages know. */
final class Sessions {
    private final Wire wire;
    private final String cookie;
    private final String csrf;

    private Sessions(Wire wire, String cookie, String csrf) {
        this.wire = wire;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    static Wire.Reply login(Wire wire, String name, String password) {
        return wire.post("/api/v1/login", "", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    static Sessions of(Wire wire, String name, String password) {
        Wire.Reply reply = login(wire, name, password);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new Sessions(
                wire,
                reply.header("Set-Cookie").split(";")[0],
                reply.json().get("csrfToken").asString());
    }

    Wire.Reply send(String method, String path, String json) {
        return sendWith(csrf, method, path, json);
    }

    Wire.Reply sendWith(String token, String method, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return token.isEmpty()
                ? wire.send(method, path, "", body, "Content-Type", "application/json", "Cookie", cookie)
                : wire.send(
                        method,
                        path,
                        "",
                        body,
                        "Content-Type",
                        "application/json",
                        "Cookie",
                        cookie,
                        "X-CSRF-Token",
                        token);
    }

    String csrf() {
        return csrf;
    }

    String newKey(String name) {
        Wire.Reply reply = send("POST", "/api/v1/keys", "{\"name\":\"" + name.replace("'", "") + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("key").asString();
    }
}
