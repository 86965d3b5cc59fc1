package dev.reeve.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.AuditEntry;
import dev.reeve.api.NewProject;
import dev.reeve.api.Page;
import dev.reeve.server.TestServer;
import dev.reeve.server.page.Showcase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who changed what, for admins. */
class AuditPageTest {
    private final Showcase show = Showcase.get();

    private List<String> subjects(String query) {
        return show.server
                .wire()
                .get("/api/v1/audit" + query, TestServer.ADMIN)
                .json()
                .get("items")
                .valueStream()
                .map(entry -> entry.get("subject").asString())
                .toList();
    }

    @Test
    void changesAreListedTheNewestFirstAndFound() throws InterruptedException {
        show.server.admin().createProject(new NewProject("Audit 1", ""));
        show.server.admin().createProject(new NewProject("Audit 2", ""));

        assertThat(subjects("?action=project.&limit=2")).containsExactly("Audit 2", "Audit 1");
        assertThat(subjects("?action=project.create&actor=nobody")).isEmpty();
        assertThat(subjects("?until=2026-01-01T00:00:00Z")).isEmpty();
        assertThat(subjects("?since=2026-01-01T00:00:00Z&actor=reeve_admin")).contains("Audit 1");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() throws InterruptedException {
        List<Long> read = new ArrayList<>();
        JsonNode page = show.server
                .wire()
                .get("/api/v1/audit?limit=2", TestServer.ADMIN)
                .json();
        String first = page.get("next").asString();
        page.get("items").forEach(entry -> read.add(entry.get("id").asLong()));
        Page<AuditEntry> rest = show.server.admin().audit(first);

        assertThat(rest.items())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.id()).isLessThan(read.getLast()));
        assertThat(rest.items().getFirst().id()).isEqualTo(read.getLast() - 1);
    }
}
