/**
 * REST over HTTP: routes, who may take them, strict JSON in, problems out. Begin with
 * {@link dev.reeve.server.http.HttpServer}; what belongs to a subject is a list of {@link dev.reeve.server.http.Route}
 * in the subject's package.
 */
@NullMarked
package dev.reeve.server.http;

import org.jspecify.annotations.NullMarked;
