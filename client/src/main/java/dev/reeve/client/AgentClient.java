package dev.reeve.client;

import dev.reeve.api.AgentSession;
import dev.reeve.api.ClaimRequest;
import dev.reeve.api.Claims;
import dev.reeve.api.HeartbeatAnswer;
import dev.reeve.api.NewAgentSession;
import dev.reeve.api.Refusal;
import java.time.Duration;
import tools.jackson.core.type.TypeReference;

/** A Reeve server as an agent sees it. Thread-safe. Throws as {@link ReeveClient} does. */
public final class AgentClient {
    private final Connection server;

    AgentClient(Connection server) {
        this.server = server;
    }

    /** Says that the agent is there. */
    public AgentSession begin(NewAgentSession session) throws InterruptedException {
        return server.post("/agent-sessions", session, new TypeReference<>() {});
    }

    /** Renews the lease of all runs of the session. Refused with 404 or 409 once the session has lapsed. */
    public HeartbeatAnswer heartbeat(String sessionId) throws InterruptedException {
        return server.post(session(sessionId) + "/heartbeat", null, new TypeReference<>() {});
    }

    /**
     * Says that the agent takes no more runs, for it is to end: a claim of it that waits is answered, and later ones with
     * nothing. Refused with 404 by a server of a release that does not know of that.
     */
    public void drain(String sessionId) throws InterruptedException {
        server.post(session(sessionId) + "/drain");
    }

    /** Asks for runs, and waits for them as long as the request says. */
    public Claims claim(String sessionId, ClaimRequest request) throws InterruptedException {
        return server.post(
                session(sessionId) + "/claims",
                request,
                new TypeReference<>() {},
                Duration.ofMillis(request.waitMillis()));
    }

    /** Gives a run back that could not be begun, or whose runner was lost: it ends Crashed. */
    public void refuse(String sessionId, Refusal refusal) throws InterruptedException {
        server.post(session(sessionId) + "/refusals", refusal);
    }

    /** Says that the agent goes; it holds no run any more. */
    public void end(String sessionId) throws InterruptedException {
        server.delete(session(sessionId));
    }

    private static String session(String id) {
        return "/agent-sessions/" + Connection.escaped(id);
    }
}
