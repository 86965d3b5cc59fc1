package dev.reeve.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.api.BulkAnswer;
import dev.reeve.api.BulkItem;
import dev.reeve.api.BulkKind;
import dev.reeve.api.BulkRequest;
import dev.reeve.api.NewRun;
import dev.reeve.client.TaskRunsQuery;
import dev.reeve.server.http.Wire;
import dev.reeve.server.page.Showcase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists of runs and task runs, and what is done to many. */
class RunListTest {
    private final Showcase show = Showcase.get();

    private JsonNode get(String path) {
        Wire.Reply reply = show.server.wire().get("/api/v1" + path, show.viewer);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private List<String> ids(String query) {
        return get("/flow-runs" + query)
                .get("items")
                .valueStream()
                .map(run -> run.get("id").asString())
                .toList();
    }

    @Test
    void runsAreFoundByWhatTheyAre() {
        assertThat(ids("?flow=show&state=Success,Failed")).containsExactly(show.failed, show.succeeded);
        assertThat(ids("?state=Failed&project=Show")).containsExactly(show.failed);
        assertThat(ids("?label=gpu,show")).containsExactly(show.waiting);
        assertThat(ids("?name=WAIT")).containsExactly(show.waiting);
        assertThat(ids("?name=%25")).isEmpty();
        assertThat(ids("?flow=show&version=2")).isEmpty();
        assertThat(ids("?flow=show&version=1&state=Success")).containsExactly(show.succeeded);
        assertThat(ids("?flow=nothing")).isEmpty();
        assertThat(ids("?until=2026-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("?since=2026-01-01T00:00:00Z&state=Failed")).containsExactly(show.failed);
        assertThat(ids("?parent=" + show.failed)).isEmpty();
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flow-runs?state=Broken", show.viewer)
                        .firstError())
                .contains("TriggerFailed");
    }

    @Test
    void runsAreReadPageByPageBothWays() {
        for (String sort : List.of("created", "-created")) {
            List<String> all = ids("?flow=show&state=Success,Failed,Running,Pending&sort=" + sort);
            List<String> read = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page =
                        get("/flow-runs?flow=show&state=Success,Failed,Running,Pending&limit=1&sort=" + sort + cursor);
                page.get("items").forEach(run -> read.add(run.get("id").asString()));
                cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
            } while (!cursor.isEmpty());
            assertThat(read).isEqualTo(all).contains(show.succeeded, show.waiting);
        }
    }

    @Test
    void totalIsExactWhereItIsAskedFor() {
        JsonNode page = get("/flow-runs?flow=show&state=Success,Failed&count=true&limit=1");

        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.has("approx")).isFalse();
        assertThat(get("/flow-runs?limit=1").has("total")).isFalse();
        assertThat(get("/flow-runs?count=true&name=x").has("total")).isFalse();
    }

    @Test
    void whatSomebodyDoesNotSeeIsNotListed() {
        for (String path : List.of("/flow-runs", "/task-runs", "/flow-runs?flow=show", "/task-runs?flow=show")) {
            assertThat(show.server
                            .wire()
                            .get("/api/v1" + path, show.stranger)
                            .json()
                            .get("items"))
                    .isEmpty();
        }
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flow-runs?project=Show", show.stranger)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void taskRunsOfManyRunsAreFoundAndReadPageByPage() throws InterruptedException {
        var pages = show.server.admin().runPages();

        assertThat(pages.taskRuns(TaskRunsQuery.in("Failed")).items())
                .extracting(task ->
                        task.run() + " " + task.task() + " " + task.state().message())
                .containsExactly(show.failed + " pages no such page\nat line 3");
        assertThat(pages.taskRuns(new TaskRunsQuery("Show", "show", "merge", null, null, null))
                        .items())
                .extracting(task -> task.run() + " " + task.state().name())
                .containsExactly(show.failed + " TriggerFailed", show.succeeded + " Success");
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            var page = pages.taskRuns(new TaskRunsQuery(null, "show", null, "Success,TriggerFailed", 2, cursor));
            page.items().forEach(task -> read.add(task.run() + " " + task.node()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(read)
                .hasSize(11)
                .doesNotHaveDuplicates()
                .startsWith(show.failed + " 1")
                .endsWith(show.succeeded + " 5");
    }

    @Test
    void taskRunsOfARunAreFoundByNodeAndState() throws InterruptedException {
        var pages = show.server.admin().runPages();

        assertThat(pages.taskRuns(show.succeeded, 1, null, null).items())
                .extracting(task -> task.child() + " " + task.attempts())
                .containsExactly("-1 1", "0 1", "1 2");
        assertThat(pages.taskRuns(show.failed, null, "Failed", null).items())
                .extracting(task -> task.task())
                .containsExactly("pages");
    }

    private String made(String name) throws InterruptedException {
        return show.server
                .admin()
                .flowPages()
                .run(show.flow, new NewRun(null, Map.of("days", 1), List.of("nobody"), name, null, null, name))
                .id();
    }

    @Test
    void manyRunsAreStoppedAndDeletedEachAsIfAlone() throws InterruptedException {
        String one = made("bulk-1");
        String two = made("bulk-2");
        var pages = show.server.admin().runPages();
        List<String> wanted = List.of(one, show.failed, "x", two);

        BulkAnswer stopped = pages.bulk(new BulkRequest(BulkKind.CANCEL, wanted, "enough"));
        assertThat(stopped.done()).isEqualTo(2);
        assertThat(stopped.items()).extracting(BulkItem::status).containsExactly(200, 409, 404, 200);
        assertThat(show.server.admin().flowRun(two).state().message()).isEqualTo("enough");

        BulkAnswer deleted = pages.bulk(new BulkRequest(BulkKind.DELETE, List.of(one, show.waiting, one), ""));
        assertThat(deleted.items()).extracting(BulkItem::status).containsExactly(200, 409, 404);
        assertThat(show.server
                        .wire()
                        .get("/api/v1/flow-runs/" + one, show.viewer)
                        .status())
                .isEqualTo(404);
        for (String table : List.of("run_input", "state_history", "run_trouble", "run_key", "log_piece")) {
            assertThat(show.server.rows("select run_id from " + table + " where run_id = '" + one + "'"))
                    .isEmpty();
        }
        assertThat(show.server.rows("select subject from audit_log where action = 'run.delete'"))
                .containsExactly(Map.of("subject", one + ": "));
        assertThat(made("bulk-1")).as("its key is free again").isNotEqualTo(one);
        pages.bulk(new BulkRequest(BulkKind.CANCEL, List.of(made("bulk-1")), ""));
    }

    @Test
    void membersStopAndDoNotDeleteAndNobodyReachesOthersProjects() {
        String body = "{\"action\":\"delete\",\"runs\":[\"" + show.failed + "\"]}";
        String cancel = body.replace("delete", "cancel");

        assertThat(show.server
                        .wire()
                        .post("/api/v1/flow-runs:bulk", show.member, body)
                        .status())
                .isEqualTo(403);
        assertThat(show.server
                        .wire()
                        .post("/api/v1/flow-runs:bulk", show.viewer, cancel)
                        .status())
                .isEqualTo(403);
        assertThat(show.server
                        .wire()
                        .post("/api/v1/flow-runs:bulk", show.stranger, cancel)
                        .json()
                        .at("/items/0/status")
                        .asInt())
                .isEqualTo(404);
        assertThat(show.server
                        .wire()
                        .post("/api/v1/flow-runs:bulk", show.member, "{\"action\":\"cancel\",\"runs\":[]}")
                        .firstError())
                .startsWith("/runs:");
    }
}
