package dev.reeve.cli.flows;

import static dev.reeve.Inputs.each;

import dev.reeve.Flow;
import dev.reeve.Output;
import dev.reeve.Parameter;
import dev.reeve.Signal;
import dev.reeve.TaskRun;
import dev.reeve.TypeRef;
import dev.reeve.artifact.Artifact;
import java.util.List;

/** A flow that says whatever it is given, in every way that a task can say something. */
public final class HostileFlows {
    /** What is answered. */
    public record Said(String text) {}

    private HostileFlows() {}

    static String fail(String text) {
        TaskRun.current().logger().info("says {}", text);
        TaskRun.current().artifact(Artifact.markdown("note", text));
        TaskRun.current().artifact(Artifact.table("table", List.of(text), List.of(List.of(text))));
        throw new IllegalStateException(text, new IllegalArgumentException(text));
    }

    static String skip(String text) {
        throw Signal.skip(text);
    }

    static String one(String text) {
        return text;
    }

    static String heard(Said said) {
        return said.text();
    }

    /** Fails and skips with each of the texts. */
    public static Flow says() {
        return Flow.define("says", f -> {
            Parameter<List<String>> texts = f.parameter("texts", new TypeRef<List<String>>() {}, List.of("nothing"));
            f.task(HostileFlows::one, f.parameter("text", "")).named("one");
            f.map(HostileFlows::fail, each(texts)).named("fails");
            f.map(HostileFlows::skip, each(texts)).named("skips");
        });
    }

    /** Asks for a text. */
    public static Flow asks() {
        return Flow.define("asks", f -> {
            Output<Said> said = f.approval("Say it.", Said.class).named("ask");
            f.task(HostileFlows::heard, said);
        });
    }
}
