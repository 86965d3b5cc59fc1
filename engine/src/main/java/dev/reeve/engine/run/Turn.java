package dev.reeve.engine.run;

import org.jspecify.annotations.Nullable;

/** What a loop passes from one turn to the next. */
record Turn(@Nullable Object state) {}
