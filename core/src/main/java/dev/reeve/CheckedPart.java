package dev.reeve;

import dev.reeve.graph.Component;
import dev.reeve.graph.FunctionCode;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A part of a value, of nothing where there is none; a value of another class is told in words. */
record CheckedPart(FunctionCall call, Task1<Object, @Nullable Object> part) implements Component, FunctionCode.Told {
    @Override
    public @Nullable Object of(@Nullable Object whole) throws Exception {
        return whole == null ? null : Mismatch.part(part, whole);
    }

    @Override
    public @Nullable Type type() {
        return FunctionShape.of(call).resultType();
    }

    @Override
    public FunctionCode code() {
        return FunctionLookup.code(call);
    }
}
