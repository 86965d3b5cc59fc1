package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.List;

/**
 * An agent that is connected. It holds its runs while it is heard of.
 *
 * @param id names the session
 * @param lastsUntil by the database's clock
 * @param draining whether it takes no more runs, for it is to end
 */
public record AgentSession(long id, String agent, List<String> labels, Instant lastsUntil, boolean draining) {}
