package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.NewUser;
import dev.reeve.api.Role;
import dev.reeve.api.User;
import dev.reeve.api.UserChange;
import dev.reeve.server.http.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who log in, with a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
    private static final String PASSWORD = "correct horse battery";

    private TestServer server;
    private User ann;

    @BeforeAll
    void start() throws InterruptedException {
        server = new TestServer();
        ann = server.admin().createUser(new NewUser("ann", "ann@example.org", Role.MEMBER, PASSWORD));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void sessionIsKnownByItsCookieAndChangesThingsWithItsToken() {
        Wire.Reply reply = Sessions.login(server.wire(), "ann", PASSWORD);
        assertThat(reply.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
        Sessions session = Sessions.of(server.wire(), "ANN", PASSWORD);

        Wire.Reply me = session.send("GET", "/api/v1/me", "");
        assertThat(me.json().get("name").asString()).isEqualTo("ann");
        assertThat(me.header("X-CSRF-Token")).isEqualTo(session.csrf());
        assertThat(session.send("POST", "/api/v1/keys", "{\"name\":\"k\"}").status())
                .isEqualTo(201);
    }

    @Test
    void sessionWithoutItsTokenChangesNothing() {
        Sessions session = Sessions.of(server.wire(), "ann", PASSWORD);
        Sessions other = Sessions.of(server.wire(), "ann", PASSWORD);

        Wire.Reply without = session.sendWith("", "POST", "/api/v1/keys", "{\"name\":\"k\"}");
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().get("type").asString()).isEqualTo("csrf");
        assertThat(session.sendWith(other.csrf(), "POST", "/api/v1/keys", "{\"name\":\"k\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void sessionEndsWithLogout() {
        Sessions session = Sessions.of(server.wire(), "ann", PASSWORD);

        Wire.Reply out = session.send("POST", "/api/v1/logout", "");
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(session.send("GET", "/api/v1/me", "").status()).isEqualTo(401);
    }

    @Test
    void emailStandsForTheName() {
        String body = "{\"email\":\"Ann@example.org\",\"password\":\"" + PASSWORD + "\"}";

        assertThat(server.wire().post("/api/v1/login", "", body).status()).isEqualTo(200);
    }

    @Test
    void anotherPasswordEndsSessionsAndTheOldOneOpensNothing() throws InterruptedException {
        User bob = server.admin().createUser(new NewUser("bob", null, Role.MEMBER, PASSWORD));
        Sessions session = Sessions.of(server.wire(), "bob", PASSWORD);

        server.admin().changeUser(bob.id(), new UserChange(null, null, "another password", null));

        assertThat(session.send("GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(Sessions.login(server.wire(), "bob", PASSWORD).status()).isEqualTo(401);
        assertThat(Sessions.login(server.wire(), "bob", "another password").status())
                .isEqualTo(200);
    }

    private static String passwords(String before, String next) {
        return "{\"oldPassword\":\"" + before + "\",\"newPassword\":\"" + next + "\"}";
    }

    @Test
    void whoKnowsTheirPasswordChangesItAndTheirOtherSessionsEnd() throws InterruptedException {
        server.admin().createUser(new NewUser("dan", null, Role.VIEWER, PASSWORD));
        Sessions session = Sessions.of(server.wire(), "dan", PASSWORD);
        Sessions other = Sessions.of(server.wire(), "dan", PASSWORD);

        Wire.Reply wrong = session.send("POST", "/api/v1/me/password", passwords("not mine", "another password"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.firstError()).isEqualTo("/oldPassword: is not your password.");
        assertThat(session.send("POST", "/api/v1/me/password", passwords(PASSWORD, "short"))
                        .firstError())
                .startsWith("/newPassword: must have 10");
        assertThat(session.send("POST", "/api/v1/me/password", passwords(PASSWORD, PASSWORD))
                        .firstError())
                .startsWith("/newPassword: is the one");
        assertThat(other.send("GET", "/api/v1/me", "").status()).isEqualTo(200);

        assertThat(session.send("POST", "/api/v1/me/password", passwords(PASSWORD, "another password"))
                        .status())
                .isEqualTo(204);

        assertThat(session.send("GET", "/api/v1/me", "").status()).isEqualTo(200);
        assertThat(other.send("GET", "/api/v1/me", "").status()).isEqualTo(401);
        assertThat(Sessions.login(server.wire(), "dan", PASSWORD).status()).isEqualTo(401);
        assertThat(Sessions.login(server.wire(), "dan", "another password").status())
                .isEqualTo(200);
        assertThat(server.rows("select action from audit_log where actor like 'dan%' and action like 'password.%'"
                        + " order by id"))
                .extracting(row -> row.get("action"))
                .containsExactly("password.fail", "password.change");
    }

    @Test
    void guessesOfOnesOldPasswordAreSlowedDownAsLoginsAre() throws InterruptedException {
        server.admin().createUser(new NewUser("eli", null, Role.MEMBER, PASSWORD));
        Sessions session = Sessions.of(server.wire(), "eli", PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(session.send("POST", "/api/v1/me/password", passwords("guess " + i, "another password"))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(session.send("POST", "/api/v1/me/password", passwords(PASSWORD, "another password"))
                        .status())
                .isEqualTo(429);
        assertThat(Sessions.login(server.wire(), "eli", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aKeyHasNoPasswordToChange() {
        assertThat(server.wire()
                        .post("/api/v1/me/password", TestServer.ADMIN, passwords(PASSWORD, "another password"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void wrongPasswordAndUnknownNameAreRefusedInTheSameWords() {
        Wire.Reply wrong = Sessions.login(server.wire(), "ann", "not the password");
        Wire.Reply unknown = Sessions.login(server.wire(), "nobody-of-that-name", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().get("detail")).isEqualTo(wrong.json().get("detail"));
    }

    @Test
    void guessingIsSlowedDown() throws InterruptedException {
        server.admin().createUser(new NewUser("cleo", null, Role.MEMBER, PASSWORD));
        for (int i = 0; i < 5; i++) {
            assertThat(Sessions.login(server.wire(), "cleo", "wrong guess " + i).status())
                    .isEqualTo(401);
        }
        Wire.Reply limited = Sessions.login(server.wire(), "cleo", PASSWORD);

        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 301);
    }

    @Test
    void sessionThatIsTooOldIsOver() {
        Sessions session = Sessions.of(server.wire(), "ann", PASSWORD);
        server.sql("update login_session set expires_at = now() where user_id = '" + ann.id() + "'");

        assertThat(session.send("GET", "/api/v1/me", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x y\",\"password\":\"0123456789\"}",
                "{\"name\":\"\",\"password\":\"0123456789\"}",
                "{\"name\":\"dora\",\"password\":\"short\"}",
                "{\"name\":\"dora\",\"password\":\"0123456789\",\"email\":\"none\"}",
                "{\"name\":\"dora\",\"password\":\"0123456789\",\"role\":\"root\"}",
            })
    void userThatCannotBeIsRefused(String body) {
        assertThat(server.wire().post("/api/v1/users", TestServer.ADMIN, body).status())
                .isEqualTo(422);
    }

    @Test
    void nameIsGivenOnce() {
        String body = "{\"name\":\"ANN\",\"password\":\"0123456789\"}";

        assertThat(server.wire().post("/api/v1/users", TestServer.ADMIN, body).status())
                .isEqualTo(409);
    }
}
