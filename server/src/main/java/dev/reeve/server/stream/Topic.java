package dev.reeve.server.stream;

import java.util.UUID;

/** Something that can be watched. */
sealed interface Topic {
    /** The runs of a project. */
    record Runs(int project, String name) implements Topic {
        @Override
        public String text() {
            return "runs:" + name;
        }
    }

    /** A run and its task runs. */
    record Run(UUID run) implements Topic {
        @Override
        public String text() {
            return "run:" + run;
        }
    }

    /** How far the log of a run is. */
    record Logs(UUID run) implements Topic {
        @Override
        public String text() {
            return "logs:" + run;
        }
    }

    /** The agents that are connected. */
    record Agents() implements Topic {
        @Override
        public String text() {
            return "agents";
        }
    }

    /** As it is asked for. */
    String text();
}
