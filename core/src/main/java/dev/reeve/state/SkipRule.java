package dev.reeve.state;

/** What a skipped upstream means for a node, as long as nothing upstream failed or was cancelled. */
public enum SkipRule {
    /** Skip too if a whole upstream node was skipped; skipped children of a mapped one are left out. The default. */
    WHOLE_NODES,
    /** Skip too if anything was skipped, be it one child of a mapped upstream. */
    ANYTHING,
    /** Never skip for it: what was skipped is absent among the inputs. */
    NOTHING;

    boolean skips(Upstreams upstreams) {
        return this == WHOLE_NODES && upstreams.skippedNodes() > 0 || this == ANYTHING && upstreams.skipped() > 0;
    }
}
