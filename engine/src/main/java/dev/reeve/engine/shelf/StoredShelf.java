package dev.reeve.engine.shelf;

import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.engine.result.ResultHeader;
import dev.reeve.engine.result.ResultOrigin;
import dev.reeve.engine.result.StoredResult;
import dev.reeve.engine.run.Shelf;
import dev.reeve.engine.secret.Masking;
import dev.reeve.engine.spill.Referenced;
import dev.reeve.graph.CacheRule;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.spi.ResultStore;
import dev.reeve.spi.Serializer;
import dev.reeve.spi.Time;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Results in a store. A result is written under a name that only its attempt uses; committing it gives it the name it
 * is found by, all at once. Thread-safe.
 */
public final class StoredShelf implements Shelf {
    private final FlowGraph graph;
    private final ResultStore store;
    private final boolean checkpointing;
    private final NodeFingerprints fingerprints;
    private final Labels labels;
    private final Keys keys;
    private final TargetOwners owners;
    private final Reservations reservations;
    private final long inMemory;

    /**
     * The shelf of one run of a flow.
     *
     * @param parameters the run's, in the order of definition
     * @param checkpointing whether all results are stored
     * @param epoch of the run
     * @param owners who has which target
     * @param inMemory how many bytes a stored result may have that the run holds in memory
     */
    public StoredShelf(
            FlowGraph graph,
            List<@Nullable Object> parameters,
            ResultStore store,
            Serializer serializer,
            boolean checkpointing,
            int epoch,
            TargetOwners owners,
            long inMemory,
            Time time) {
        this.graph = graph;
        this.store = store;
        this.checkpointing = checkpointing;
        this.fingerprints = new NodeFingerprints(graph, parameters);
        this.labels = new Labels(fingerprints, serializer, time);
        this.keys = new Keys(new CacheKeys(fingerprints), epoch);
        this.owners = owners;
        this.reservations = new Reservations(store);
        this.inMemory = inMemory;
    }

    @Override
    public String folded(List<String> texts) {
        return Fingerprints.combined(texts);
    }

    @Override
    public String told(@Nullable Object value) {
        return Fingerprints.ofValue(value, Masking.ofThisProcess()::shows).orElse("");
    }

    @Override
    public boolean searches(GraphNode node) {
        return Storing.looksFor(node);
    }

    @Override
    public boolean writes(GraphNode node) {
        return Storing.stores(node, checkpointing);
    }

    @Override
    public void requireName(GraphNode node, @Nullable Object[] inputs, Asking context) {
        if (!node.settings().target().isEmpty()) {
            claim(node, keys.found(node, inputs, context), context);
        } else if (asksUserCode(node)) {
            keys.found(node, inputs, context);
        }
    }

    /** Whether its cache key may fail to be made. */
    private static boolean asksUserCode(GraphNode node) {
        for (CacheRule rule : node.settings().cachedBy()) {
            if (rule instanceof CacheRule.Own) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Reply reserve(GraphNode node, @Nullable Object[] inputs, Asking context) {
        if (!node.settings().target().isEmpty()) {
            return Reply.Make.NOW; // two task runs that make one target are told so
        }
        String key;
        try {
            key = keys.found(node, inputs, context);
        } catch (RuntimeException unnameable) { // as in find(..)
            return Reply.Make.NOW;
        }
        if (key.isEmpty()) {
            return Reply.Make.NOW;
        }
        Reply reply = reservations.reserve(key, node.index(), context.mapIndex());
        if (reply instanceof Reply.Make) {
            Hit hit = read(node, key, context, false); // made between the look and the claim
            if (hit != null) {
                release(node, context.mapIndex());
                return new Reply.Take(hit);
            }
        }
        return reply;
    }

    @Override
    public void release(GraphNode node, int child) {
        reservations.release(node.index(), child);
    }

    @Override
    public void releaseAll() {
        reservations.releaseAll();
    }

    @Override
    public @Nullable Hit find(GraphNode node, @Nullable Object[] inputs, Asking context) {
        String key;
        try {
            key = keys.found(node, inputs, context);
        } catch (RuntimeException unnameable) { // the attempt will say so, before its function runs
            return null;
        }
        return read(node, key, context, true);
    }

    /** What is found under a key, if it can be used; {@code aloud}: the log says why it is not. */
    private @Nullable Hit read(GraphNode node, String key, Asking context, boolean aloud) {
        try {
            Optional<byte[]> bytes = key.isEmpty() ? Optional.empty() : store.read(key);
            if (bytes.isEmpty()) {
                return null;
            }
            StoredResult result = StoredResult.decode(bytes.get(), key);
            String mismatch = labels.mismatch(node, context, result.header());
            Object value = mismatch.isEmpty() ? labels.form(node).fromBytes(result.payload(), type(node)) : null;
            if (mismatch.isEmpty() && !passes(node, value, result.header())) {
                mismatch = "the task's own rule refuses it";
            }
            if (!mismatch.isEmpty()) {
                if (aloud) {
                    context.logger().info("{} is not used again: {}", key, mismatch);
                }
                return null;
            }
            claim(node, key, context);
            return hit(value, result.header(), key);
        } catch (Exception unreadable) { // a stored result that cannot be used is no result; the task makes it anew
            if (aloud) {
                LoggerFactory.getLogger(StoredShelf.class)
                        .warn(
                                "the stored result {} of task \"{}\" cannot be used, so the task runs: {}",
                                key,
                                context.taskName(),
                                unreadable.toString());
            }
            return null;
        }
    }

    @Override
    public @Nullable Hit findUnfinished(GraphNode node, Asking context, int attempt) {
        for (int tried = attempt; tried <= attempt + 1; tried++) { // the next may have begun untold, too
            String key = keys.ofEarlier(context, tried);
            try {
                Optional<byte[]> bytes = store.read(key);
                if (bytes.isPresent()) {
                    StoredResult result = StoredResult.decode(bytes.get(), key);
                    ResultHeader header = result.header();
                    String made = labels.inputs(node, context);
                    if (!made.isEmpty()
                            && header.inputFingerprint().equals(made)
                            && header.codeFingerprint().equals(fingerprints.code(node))
                            && header.origin().runId().equals(context.flowRunId())) {
                        store.write(key, bytes.get()); // whoever wrote it may not have come to force it
                        return hit(node, result, key);
                    }
                }
            } catch (Exception unreadable) { // it was being written when its process ended
                LoggerFactory.getLogger(StoredShelf.class).debug("{} is not used: {}", key, unreadable.toString());
            }
        }
        return null;
    }

    @Override
    public Hit read(GraphNode node, String key, String hash) throws Exception {
        return hit(node, checked(node, key, hash), key);
    }

    private StoredResult checked(GraphNode node, String key, String hash) throws Exception {
        byte[] bytes = store.read(key)
                .orElseThrow(
                        () -> new IOException("it is not in the store that this process has, " + store.location()));
        StoredResult result = StoredResult.decode(bytes, key);
        if (!hash.isEmpty() && !result.header().payloadSha256().equals(hash)) {
            throw new IOException("another result is there now");
        }
        if (!result.header().serializer().equals(labels.form(node).name())) {
            throw new IOException("it was written as " + result.header().serializer() + ", not as "
                    + labels.form(node).name());
        }
        return result;
    }

    @Override
    public boolean writesTurns(GraphNode node) {
        return Storing.storesTurns(graph, node, checkpointing);
    }

    @Override
    public @Nullable Draft writeTurn(GraphNode node, Asking context, @Nullable Object state) {
        Type type = ResultTypes.ofTurns(graph, node);
        if (type == null || !ResultTypes.readAs(type, state, node.function().turnType() != null)) {
            return null;
        }
        try {
            byte[] payload = SecretShownException.refuse(labels.form(node).toBytes(state, type));
            String unpublished = keys.ofAttempt(context) + "-turn";
            ResultHeader header = labels.header(node, context, payload, type);
            store.write(unpublished, new StoredResult(header, payload).encode());
            return new StoredDraft(node, unpublished, keys.ofTurns(context), header);
        } catch (Exception unstorable) { // the loop goes on; a resumed one begins anew
            LoggerFactory.getLogger(StoredShelf.class)
                    .debug("what loop \"{}\" passes on is not stored: {}", node.name(), unstorable.toString());
            return null;
        }
    }

    @Override
    public Hit readTurn(GraphNode node, String key) throws Exception {
        StoredResult result = checked(node, key, "");
        Type type = Objects.requireNonNullElse(ResultTypes.ofTurns(graph, node), Object.class);
        return hit(labels.form(node).fromBytes(result.payload(), type), result.header(), key);
    }

    @Override
    public void forgetTurns(GraphNode node, String runId) {
        if (!writesTurns(node)) {
            return;
        }
        for (String key : keys.ofAllTurns(runId, node.name())) {
            delete(key);
        }
    }

    private void delete(String key) {
        try {
            store.delete(key);
        } catch (IOException e) { // it has no name that anybody looks for
            LoggerFactory.getLogger(StoredShelf.class).debug("{} was not removed: {}", key, e.toString());
        }
    }

    private Hit hit(GraphNode node, StoredResult result, String key) throws Exception {
        Object value = value(node, result);
        return hit(held(node, value, result.header(), key), result.header(), key);
    }

    private @Nullable Object value(GraphNode node, StoredResult result) throws Exception {
        return labels.form(node).fromBytes(result.payload(), type(node));
    }

    /**
     * What stands for a result in a run: itself, or what reads it again if it is large. A result under a name that other
     * runs write to as well is held itself, for it may be another one by then.
     */
    private @Nullable Object held(GraphNode node, @Nullable Object value, ResultHeader header, String key) {
        if (header.payloadLength() <= inMemory || value == null || Storing.looksFor(node)) {
            return value;
        }
        String words = "the result of task \"" + node.name() + "\", " + key + " in " + store.location();
        return new Referenced(words, value, () -> value(node, checked(node, key, header.payloadSha256())));
    }

    private static Hit hit(@Nullable Object value, ResultHeader header, String key) {
        return new Hit(value, "stored result " + key + " of " + header.createdAt(), key, header.payloadSha256());
    }

    /** Whether a result that was found passes what the task asks of it. */
    private static boolean passes(GraphNode node, @Nullable Object value, ResultHeader header) {
        for (CacheRule rule : node.settings().cachedBy()) {
            ResultOrigin origin = header.origin();
            if (rule instanceof CacheRule.UsableIf own
                    && !own.passes()
                            .test(new CacheRule.Entry(
                                    value, header.createdAt(), origin.flow(), origin.task(), origin.runId()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Draft write(GraphNode node, @Nullable Object[] inputs, Asking context, @Nullable Object value)
            throws Exception {
        byte[] payload;
        try {
            payload = SecretShownException.refuse(labels.form(node).toBytes(value, type(node)));
        } catch (Exception unstorable) { // what a serializer throws says that the value has no stored form
            if (Storing.asked(node) || unstorable instanceof InterruptedException) {
                throw unstorable;
            }
            context.logger()
                    .warn("its result stays in memory and is not stored, as the run asked: {}", unstorable.toString());
            return null;
        }
        ResultHeader header = labels.header(node, context, payload, type(node));
        String found = keys.found(node, inputs, context);
        if (found.isEmpty() && node.settings().cacheFor() != null) {
            context.logger()
                    .info("its result is not found again by later runs: it is cached by something whose type has no"
                            + " values that can be compared between runs");
        }
        String key = found.isEmpty() ? keys.ofAttempt(context) : SecretShownException.refuse(found);
        claim(node, key, context);
        String unpublished = keys.ofAttempt(context);
        store.write(unpublished, new StoredResult(header, payload).encode());
        return new StoredDraft(node, unpublished, key, header);
    }

    /** A target belongs to one task run; cached results may be shared on purpose. */
    private void claim(GraphNode node, String key, Asking context) {
        if (!node.settings().target().isEmpty()) {
            owners.claim(key, context);
        }
    }

    private static Type type(GraphNode node) {
        return Objects.requireNonNullElse(ResultTypes.of(node), Object.class);
    }

    private final class StoredDraft implements Draft {
        private final GraphNode node;
        private final String unpublished;
        private final String key;
        private final ResultHeader header;

        private StoredDraft(GraphNode node, String unpublished, String key, ResultHeader header) {
            this.node = node;
            this.unpublished = unpublished;
            this.key = key;
            this.header = header;
        }

        @Override
        public String hash() {
            return header.payloadSha256();
        }

        @Override
        public @Nullable Object held(@Nullable Object value) {
            return StoredShelf.this.held(node, value, header, key);
        }

        @Override
        public String commit() throws IOException {
            if (!unpublished.equals(key)) {
                store.publish(unpublished, key);
            }
            return key;
        }

        @Override
        public void discard() {
            delete(unpublished);
        }
    }
}
