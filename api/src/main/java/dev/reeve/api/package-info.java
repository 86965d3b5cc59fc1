/**
 * What a Reeve server and its clients say to each other, as plain records: bodies of requests and answers under
 * {@code /api/v1}, in JSON with the components' names, enums in lower case. Begin with {@link dev.reeve.api.Registration}
 * and {@link dev.reeve.api.NewFlowRun}. A component that may be absent is nullable or has an empty default; one that may
 * not is refused with {@link dev.reeve.api.InvalidFieldException}.
 */
@NullMarked
package dev.reeve.api;

import org.jspecify.annotations.NullMarked;
