package dev.reeve.engine.record;

import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells one structure of a flow from another: nodes, what they depend on, conditions and settings, those of flows inside
 * as well, but not the code of functions. The same in every process that defines the flow in the same way.
 */
public final class StructureHash {
    private StructureHash() {}

    /** Of that flow: 64 hexadecimal digits. */
    public static String of(FlowGraph graph) {
        return HexFormat.of().formatHex(digest(graph));
    }

    private static byte[] digest(FlowGraph graph) {
        MessageDigest digest = sha256();
        digest.update(StructureCode.write(StructureOf.withoutCode(graph)).toArray());
        for (GraphNode node : graph.nodes()) {
            assets(digest, "reads", node.settings().reads());
            assets(digest, "produces", node.settings().produces());
            FlowGraph inside = node.block();
            if (inside != null) {
                digest.update(digest(inside));
            }
        }
        return digest.digest();
    }

    /** Where there are none, nothing: the hashes of flows that name none are those of before. */
    private static void assets(MessageDigest digest, String how, List<String> names) {
        if (!names.isEmpty()) {
            digest.update((how + names.stream().distinct().toList() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
