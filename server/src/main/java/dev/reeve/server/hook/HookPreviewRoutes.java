package dev.reeve.server.hook;

import dev.reeve.api.ChannelKind;
import dev.reeve.api.HookDraft;
import dev.reeve.api.HookMessage;
import dev.reeve.api.HookTarget;
import dev.reeve.notify.Draft;
import dev.reeve.notify.Mail;
import dev.reeve.notify.Notice;
import dev.reeve.notify.Slack;
import dev.reeve.notify.Webhook;
import dev.reeve.server.http.Answer;
import dev.reeve.server.http.Fields;
import dev.reeve.server.http.ProblemException;
import dev.reeve.server.http.Request;
import dev.reeve.server.http.Route;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.Project;
import dev.reeve.server.ledger.RunSearch;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.project.Projects;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.SealException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What hooks would send: the message itself, of the newest run that it would have been about. Nothing is sent. */
public final class HookPreviewRoutes {
    private static final int LONGEST = 20_000;
    private static final String SAMPLE_ID = "00000000-0000-0000-0000-000000000000";

    private final Jdbi database;
    private final Ledger ledger;
    private final Projects projects;
    private final Seal seal;
    private final News news;

    /** Over that ledger, which is in that database. */
    public HookPreviewRoutes(Jdbi database, Ledger ledger, Projects projects, Seal seal) {
        this.database = database;
        this.ledger = ledger;
        this.projects = projects;
        this.seal = seal;
        this.news = new News(database, ledger);
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                Route.post("/projects/{project}/hooks:preview", this::draft),
                Route.post("/hooks/{hook}/preview", this::ofHook));
    }

    private Answer draft(Request request) {
        Project project = projects.need(request.user(), request.path("project"));
        HookDraft wanted = request.body(HookDraft.class);
        Fields fields = new Fields();
        for (int i = 0; i < wanted.states().size(); i++) {
            if (!HookRoutes.STATES.contains(wanted.states().get(i))) {
                fields.wrong("/states/" + i, "must be one of " + String.join(", ", HookRoutes.STATES) + ".");
            }
        }
        fields.done();
        Integer flow = wanted.flow() == null ? null : flow(project, wanted.flow());
        return answer(project.id(), flow, wanted.states(), wanted.kind(), null);
    }

    private Integer flow(Project project, String name) {
        return database.inTransaction(handle -> HookStore.flow(handle, project.id(), name))
                .orElseThrow(
                        () -> ProblemException.invalid("/flow", "is no flow of project \"" + project.name() + "\"."));
    }

    private Answer ofHook(Request request) {
        HookRow hook = HookRoutes.need(database, request);
        String name = hook.wire().flow();
        Integer flow = name == null
                ? null
                : database.inTransaction(handle -> HookStore.flow(handle, hook.project(), name))
                        .orElse(null);
        return answer(hook.project(), flow, hook.wire().states(), hook.wire().channel(), target(hook));
    }

    private HookTarget target(HookRow hook) {
        try {
            return hook.target(seal);
        } catch (SealException e) {
            throw ProblemException.conflict("sealed", "Its address cannot be opened: " + e.getMessage());
        }
    }

    private Answer answer(
            int project, @Nullable Integer flow, List<String> states, ChannelKind kind, @Nullable HookTarget target) {
        Optional<RunView> run = states.isEmpty() ? Optional.empty() : newest(project, flow, states);
        Notice notice = run.map(news::now).orElseGet(Notice::sample);
        Draft draft = drawn(kind, target, notice);
        List<String> headers = draft.headers().entrySet().stream()
                .map(header -> masked(header.getKey() + ": " + header.getValue(), target))
                .toList();
        String body = masked(draft.body(), target);
        boolean cut = body.length() > LONGEST;
        return Answer.ok(new HookMessage(
                run.map(each -> each.id().toString()).orElse(null),
                headers,
                cut ? body.substring(0, whole(body)) : body,
                cut));
    }

    /** Half a character is none. */
    private static int whole(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    private Optional<RunView> newest(int project, @Nullable Integer flow, List<String> states) {
        Set<String> wanted = new LinkedHashSet<>(states);
        RunSearch search = new RunSearch(
                List.of(project),
                flow == null ? null : List.of(flow),
                null,
                wanted,
                null,
                null,
                "",
                List.of(),
                null,
                false,
                null,
                false,
                1);
        return ledger.finder().find(search).runs().stream().findFirst();
    }

    /** As it is sent; what is not known of a draft yet is left out. */
    private static Draft drawn(ChannelKind kind, @Nullable HookTarget target, Notice notice) {
        return switch (kind) {
            case SLACK -> Slack.webhook("address").draft(notice);
            case WEBHOOK -> Webhook.to("address").signedWith("signing key").draft(notice, SAMPLE_ID);
            case MAIL -> (target == null ? Mail.through("mail") : Addressed.mail(target)).draft(notice);
        };
    }

    /** What a task said may hold what the hook is to keep, such as its address. */
    private static String masked(String text, @Nullable HookTarget target) {
        if (target == null) {
            return text;
        }
        String masked = text;
        for (String secret : Stream.of(target.url(), target.signingKey(), target.password())
                .filter(each -> each != null && each.length() >= 6)
                .toList()) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
