package dev.reeve.server.ui;

import dev.reeve.api.ArtifactJson;
import dev.reeve.api.HookTarget;
import dev.reeve.api.LimitKind;
import dev.reeve.api.NewHook;
import dev.reeve.api.NewProject;
import dev.reeve.api.NewSecret;
import dev.reeve.client.ReeveClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the settings and the artifacts of runs are looked at with. */
final class SettingsSeeds {
    private SettingsSeeds() {}

    static void all(ReeveClient client) throws InterruptedException {
        client.createProject(new NewProject("Attic", "Kept for the name: " + Seeds.HOSTILE));
        client.secrets().set("Warehouse", new NewSecret("warehouse-login", "nobody-may-read-this"));
        client.secrets().set("Warehouse", new NewSecret("shop-token", "nobody-may-read-this"));
        client.secrets().set(null, new NewSecret("mail", "nobody-may-read-this"));
        client.limits().set(LimitKind.TAG, "warehouse", 3);
        client.limits().set(LimitKind.LABEL, "gpu", 0);
        // it leads to where the server refuses to connect: nothing leaves this machine
        HookTarget nowhere = HookTarget.webhook("https://127.0.0.1/hook", null);
        client.hooks()
                .create("Warehouse", new NewHook("ops", null, List.of("Failed"), 600, null, true, false, nowhere));
        client.hooks()
                .create(
                        "Warehouse",
                        new NewHook("nightly", "orders-etl", List.of("Success"), null, 3_600, false, true, nowhere));
    }

    /** One of each kind, kept by that task. */
    static void artifacts(SeededRun run, int node) throws InterruptedException {
        run.artifact(node, new ArtifactJson("markdown", "summary", Map.of("text", """
                        # 61,900 rows

                        Their mean is **12.5**; see [the report](https://example.com/report).

                        - *Germany* most
                        - `Italy` next
                        """)));
        List<List<String>> rows = IntStream.range(0, 450)
                .mapToObj(i -> List.of(
                        "2026-11-" + (i % 28 + 1),
                        List.of("Germany", "Italy", "Spain").get(i % 3),
                        "" + i * 37 % 1_000))
                .toList();
        run.artifact(
                node,
                new ArtifactJson(
                        "table", "cases", Map.of("columns", List.of("day", "country", "cases"), "rows", rows)));
        run.artifact(node, new ArtifactJson("link", "source", Map.of("target", "https://example.com/data")));
        run.artifact(
                node,
                new ArtifactJson(
                        "image",
                        "curve",
                        Map.of(
                                "mediaType",
                                "image/png",
                                "base64",
                                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")));
    }

    /** Those of whoever means harm. */
    static void hostile(SeededRun run, int node) throws InterruptedException {
        String harm = Seeds.HOSTILE + "\n\n[here](javascript:window.hurt=1) ![x](https://evil.example/x.png)";
        run.artifact(node, new ArtifactJson("markdown", "text " + Seeds.HOSTILE, Map.of("text", harm)));
        String rows = """
                | %1$s | [shop](javascript:window.hurt=1) | Orders |
                |:-----|:--------------------------------:|-------:|
                | %1$s | [here](https://example.com/orders) | **12** |
                | a \\| b | ![x](https://evil.example/x.png) | `<b>1</b>` | one too many |
                | "><svg onload=window.hurt=1> |
                """.formatted(Seeds.HOSTILE);
        run.artifact(node, new ArtifactJson("markdown", "report", Map.of("text", rows)));
        run.artifact(
                node,
                new ArtifactJson(
                        "table",
                        "table",
                        Map.of("columns", List.of(Seeds.HOSTILE), "rows", List.of(List.of(Seeds.HOSTILE)))));
        run.artifact(node, new ArtifactJson("link", "link", Map.of("target", "javascript:window.hurt=1")));
        run.artifact(node, new ArtifactJson("other", "other", Seeds.HOSTILE));
    }
}
