package dev.reeve.engine.fingerprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of the engine's own that is its elements and nothing else: where they are kept is no part of its fingerprint. */
public interface MereList<E extends @Nullable Object> extends List<E> {}
