package dev.reeve.engine.shelf;

import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.result.ResultHeader;
import dev.reeve.engine.result.ResultOrigin;
import dev.reeve.engine.run.Shelf.Asking;
import dev.reeve.graph.GraphNode;
import dev.reeve.graph.NodeSettings;
import dev.reeve.graph.StoredForm;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.Time;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a stored result says of how it was made, and by that whether it is the one that a task run wants. Thread-safe.
 *
 * @param serializer of tasks that name none
 */
record Labels(NodeFingerprints fingerprints, Serializer serializer, Time time) {
    /** In which form the results of a task are stored. */
    StoredForm form(GraphNode node) {
        return Objects.requireNonNullElse(node.settings().serializer(), serializer);
    }

    /** Of a result that is stored now. */
    ResultHeader header(GraphNode node, Asking context, byte[] payload, Type type) {
        return ResultHeader.of(
                payload,
                new ResultOrigin(
                        context.flowName(), node.name(), context.mapIndex(), context.flowRunId(), context.attempt()),
                fingerprints.code(node),
                inputs(node, context),
                form(node).name(),
                type.getTypeName(),
                time.now());
    }

    /** Why a result that was found is not the one that is wanted; empty if it is. */
    String mismatch(GraphNode node, Asking context, ResultHeader header) {
        NodeSettings settings = node.settings();
        ResultOrigin origin = header.origin();
        if (!header.serializer().equals(form(node).name())) {
            return "it was written as " + header.serializer() + ", not as "
                    + form(node).name();
        }
        if (!settings.target().isEmpty()) {
            if (!origin.flow().equals(context.flowName()) || !origin.task().equals(node.name())) {
                return "task \"" + origin.task() + "\" of flow \"" + origin.flow() + "\" made it";
            }
            String made = inputs(node, context);
            if (made.isEmpty() && !settings.targetIgnoresInputs()) {
                return "an input is of a type whose values cannot be compared between runs";
            }
            if (!settings.targetIgnoresInputs() && !header.inputFingerprint().equals(made)) {
                return "it was made from other inputs";
            }
        }
        Duration age = settings.cacheFor();
        if (age != null && Duration.between(header.createdAt(), time.now()).compareTo(age) >= 0) {
            return "it is older than " + age;
        }
        return "";
    }

    /** Of the inputs of one task run; empty if it has none, and then nothing found equals it. */
    String inputs(GraphNode node, Asking context) {
        String ofNode = fingerprints.inputs(node.index());
        if (ofNode == null) {
            return "";
        }
        String child = context.mapIndex() < 0 ? "" : String.valueOf(context.mapIndex());
        if (!context.lacking().isEmpty()) {
            return Fingerprints.combined(List.of(ofNode, child, "lacking", context.lacking()));
        }
        return child.isEmpty() ? ofNode : Fingerprints.combined(List.of(ofNode, child));
    }
}
