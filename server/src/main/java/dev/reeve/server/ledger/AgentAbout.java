package dev.reeve.server.ledger;

/** What an agent says of itself, for people: where it is, how many runs it takes at once, which release it is of. */
public record AgentAbout(String host, int slots, String version) {
    /** It says nothing. */
    public static final AgentAbout NOTHING = new AgentAbout("", 0, "");
}
