package dev.reeve.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.server.http.Wire;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose disk is full says so, loses nothing, and goes on when there is room. */
@Timeout(240)
class FullDiskTest {
    private static final String SECRETS = "/api/v1/projects/Demo/secrets";

    private static String secret(int number) {
        byte[] noise = new byte[36_000]; // so that it takes the room that it seems to take
        new Random(number).nextBytes(noise);
        return "{\"name\":\"n" + number + "\",\"value\":\""
                + Base64.getEncoder().encodeToString(noise) + "\"}";
    }

    private static void assertFull(Wire.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.text()).contains("The disk of the database is full").contains("made room");
        assertThat(reply.header("Retry-After")).isEqualTo("10");
    }

    /** A quota of ours, where no file system can be mounted: the database says what it says when its disk is full. */
    @Test
    void whatADatabaseWithoutRoomRefusesIsSaidAndMayBeTriedAgain() {
        try (TestServer server = new TestServer()) {
            server.wire().post("/api/v1/projects", TestServer.ADMIN, "{\"name\":\"Demo\"}");
            server.sql("create function no_room() returns trigger language plpgsql as $$ begin raise exception"
                    + " 'could not extend file' using errcode = 'disk_full'; end $$;"
                    + " create trigger no_room before insert on secret for each row execute function no_room()");
            assertFull(server.wire().post(SECRETS, TestServer.ADMIN, secret(1)));
            server.sql("drop trigger no_room on secret");
            assertThat(server.wire().post(SECRETS, TestServer.ADMIN, secret(1)).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostOnADiskThatRunsFull() throws Exception {
        Path home = Files.createTempDirectory("reeve-full");
        if (!run("mount", "-t", "tmpfs", "-o", "size=150m,mode=755", "reeve-test", home.toString())) {
            whatADatabaseWithoutRoomRefusesIsSaidAndMayBeTriedAgain();
            return;
        }
        try (ReeveServer server = ReeveServer.start(
                        ServerOptions.in(home.resolve("server")).adminToken(TestServer.ADMIN));
                Wire wire = new Wire(server.address())) {
            wire.post("/api/v1/projects", TestServer.ADMIN, "{\"name\":\"Demo\"}");
            List<String> written = new ArrayList<>();
            int refused = 0;
            for (int i = 0; refused < 5; i++) {
                Wire.Reply reply = wire.post(SECRETS, TestServer.ADMIN, secret(i));
                assertThat(reply.status()).as(reply.text()).isIn(204, 503);
                refused += reply.status() == 503 ? 1 : 0;
                if (reply.status() != 503) {
                    written.add("n" + i);
                }
            }
            assertThat(written).hasSizeGreaterThan(10);
            assertThat(run("mount", "-o", "remount,size=400m", home.toString())).isTrue();
            while (wire.post(SECRETS, TestServer.ADMIN, secret(1_000_000)).status() == 503) {
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(names(wire)).containsAll(written);
        } finally {
            assertThat(run("umount", home.toString())).isTrue();
            Files.delete(home);
        }
    }

    private static List<String> names(Wire wire) {
        List<String> names = new ArrayList<>();
        wire.get(SECRETS, TestServer.ADMIN)
                .json()
                .get("items")
                .forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // there is no such command
            return false;
        }
    }
}
