package dev.reeve.state;

/** What a skipped upstream means for a node, as long as nothing upstream failed or was cancelled. */
public enum SkipRule {
    /** Skip too if a whole upstream node was skipped; skipped children of a mapped one are left out. The default. */
    WHOLE_NODES {
        @Override
        boolean skips(Upstreams upstreams) {
            return upstreams.skippedNodes() > 0;
        }
    },
    /** Skip too if anything was skipped, be it one child of a mapped upstream. */
    ANYTHING {
        @Override
        boolean skips(Upstreams upstreams) {
            return upstreams.skipped() > 0;
        }
    },
    /** Never skip for it: what was skipped is absent among the inputs. */
    NOTHING {
        @Override
        boolean skips(Upstreams upstreams) {
            return false;
        }
    };

    abstract boolean skips(Upstreams upstreams);
}
