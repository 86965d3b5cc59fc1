package dev.reeve.simulation.teeth;

import java.util.List;

/** A bug as changes of sources: each replaces a text that stands exactly once in a file. */
enum SeededBug {
    LATE_RESULT_ACCEPTED(new Edit("core/src/main/java/dev/reeve/state/TaskStep.java", """
            private static Step running(TaskPolicy policy, Running state, TaskEvent event, Instant now) {
                    Tries tries = state.tries();
                    if (event instanceof TaskEvent.OfAttempt of && of.attempt() != tries.attempt()) {""", """
            private static Step running(TaskPolicy policy, Running state, TaskEvent event, Instant now) {
                    Tries tries = state.tries();
                    if (event instanceof TaskEvent.OfAttempt of && of.attempt() > tries.attempt()) {""")),
    STOPPED_RESULT_COMMITTED(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Attempt.java",
            "if (PHASE.compareAndSet(this, RUNS, ENDS)) {\n            if (draft != null) {",
            "if (PHASE.compareAndSet(this, RUNS, ENDS) || draft != null) {\n            if (draft != null) {")),
    SUCCESSOR_BEFORE_COMMIT(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Run.java",
            "if (--waitsFor[v] == 0) {",
            "if (--waitsFor[v] == 0 || waitsFor[v] == 1) {")),
    LIMIT_RELEASED_TWICE(
            new Edit("engine/src/main/java/dev/reeve/engine/run/Gate.java", "add(1, parts);", "add(2, parts);")),
    SLOT_RELEASED_EARLY(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Departures.java",
            "if (attempt.early) {\n            leave(attempt);",
            "if (attempt.early || !attempt.over) {\n            leave(attempt);")),
    SKIP_BEATS_FAILURE(new Edit(
            "core/src/main/java/dev/reeve/state/TaskStep.java",
            "if (!upstreams.troubled() && policy.skipRule().skips(upstreams)) {",
            "if (policy.skipRule().skips(upstreams)) {")),
    FAILED_CHILD_FORGOTTEN(new Edit(
            "core/src/main/java/dev/reeve/state/TaskStep.java",
            "if (children.failed() > 0) {",
            "if (children.failed() > 1) {")),
    TIMER_LOST(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Run.java",
            "surroundings.later(due, told -> told.woken(v, child, waiting));",
            "if (child != 1) { surroundings.later(due, told -> told.woken(v, child, waiting)); }")),
    ACKNOWLEDGED_BEFORE_FORCED(new Edit(
            "engine/src/main/java/dev/reeve/engine/store/FileResultStore.java",
            "        Durable.forceDirectory(to.getParent());\n    }\n\n    private IOException failure",
            "    }\n\n    private IOException failure")),
    WRITTEN_IN_PLACE(new Edit(
            "engine/src/main/java/dev/reeve/engine/store/FileResultStore.java",
            "Path written = unfinished.write(bytes);",
            "directories.create(file.getParent()); Files.deleteIfExists(file); Durable.writeNew(file, bytes);"
                    + " Path written = unfinished.write(bytes);")),
    CANCEL_FORGETS_A_CHILD(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Cancellation.java",
            "for (int i = 0; kids != null && i < kids.width; i++) {",
            "for (int i = 1; kids != null && i < kids.width; i++) {")),
    RETRY_ONE_TOO_MANY(
            new Edit(
                    "core/src/main/java/dev/reeve/state/TaskStep.java",
                    "return retry.wanted() && tries.failed() < policy.retries();",
                    "return retry.wanted() && tries.failed() <= policy.retries();"),
            new Edit(
                    "engine/src/main/java/dev/reeve/engine/run/Retries.java",
                    "if (tries.failed() >= settings.policy().retries()) {",
                    "if (tries.failed() > settings.policy().retries()) {")),
    TORN_RESULT_ACCEPTED(new Edit(
            "engine/src/main/java/dev/reeve/engine/result/ResultReader.java",
            "if (!Sha256.hex(payload).equals(header.payloadSha256())) {",
            "if (payload.length == 0) {")),
    HIT_OF_OTHER_INPUTS(new Edit(
            "engine/src/main/java/dev/reeve/engine/shelf/NodeFingerprints.java",
            "case Input.Constant i -> addValue(parts, i.value());",
            "case Input.Constant i -> true;")),
    RECORD_ACKNOWLEDGED_BEFORE_FORCED(new Edit(
            "engine/src/main/java/dev/reeve/engine/record/RecordWriter.java",
            "drain();\n            if (unforced) {\n                force();\n            }\n            if (over) {",
            "drain();\n            if (over) {")),
    LOST_CHILD_SHOWN_AS_NULL(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Restoring.java",
            "run.values.missing(v, child);",
            "run.values.hashCode();")),
    CLEANUP_SKIPPED_ON_CANCEL(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Cancellation.java",
            "if (!run.states[v].isFinished() && !Cleanup.due(run, v)) {",
            "if (!run.states[v].isFinished()) {")),
    TURN_RUN_AGAIN_AFTER_RESUME(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Restoring.java",
            "run.turns.put(v, child, new Turn(turn.value()));",
            "")),
    ANSWER_TAKEN_TWICE(
            new Edit(
                    "engine/src/main/java/dev/reeve/engine/run/PausedTasks.java",
                    "if (!(run.state(v, child) instanceof State.Paused)) {\n            return false;",
                    "if (!(run.state(v, child) instanceof State.Paused) && run.dialogue.last(v, child) == null) {\n"
                            + "            return false;"),
            new Edit(
                    "engine/src/main/java/dev/reeve/engine/run/PausedTasks.java",
                    "return run.move(v, child, new TaskEvent.Resumed(answer.by()));",
                    "run.move(v, child, new TaskEvent.Resumed(answer.by()));\n        return true;")),
    ANSWER_LOST(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/PausedTasks.java",
            "run.dialogue.answered(v, child, answer);",
            "run.dialogue.answered(v, child, new Answer(null, answer.by()));")),
    ANSWER_NOT_WAITED_FOR(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Constructs.java",
            "if (limit != null && tries.attempt() > 1) {",
            "if (limit != null && inputs.length > 3) { return new dev.reeve.Approval(true, \"\", \"nobody\"); }\n"
                    + "        if (limit != null && tries.attempt() > 1) {")),
    FLOW_RUN_BEGUN_TWICE_AFTER_A_KILL(new Edit(
            "engine/src/main/java/dev/reeve/engine/LocalFlowRunner.java",
            "return restored.epoch() > 1 && records().has(wanted, identity.id())",
            "return restored.epoch() > 2 && records().has(wanted, identity.id())")),
    LACKING_INPUT_TAKEN_FOR_A_WHOLE_ONE(new Edit(
            "engine/src/main/java/dev/reeve/engine/run/Absences.java",
            "if (!wanted || !any && run.dialogue.silent()) {",
            "if (!wanted || v >= 0) {")),
    ASKED_TASK_NOT_RUN_AGAIN(new Edit(
            "engine/src/main/java/dev/reeve/engine/record/OwnReasons.java",
            "} else if (v == from && resumption.child() < 0) {",
            "} else if (v == from && resumption.child() < -1) {")),
    CHILD_TAKES_ITS_SIBLINGS_ALONG(new Edit(
            "engine/src/main/java/dev/reeve/engine/record/OwnReasons.java",
            "fates.again(v, i, reason);",
            "fates.again(v, reason);"));

    /** One change of one file. */
    record Edit(String file, String before, String after) {}

    private final List<Edit> edits;

    SeededBug(Edit... edits) {
        this.edits = List.of(edits);
    }

    List<Edit> edits() {
        return edits;
    }
}
