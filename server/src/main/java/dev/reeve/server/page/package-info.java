/**
 * What the pages of runs and flows show beyond lists: graphs, timelines, logs by line, artifacts, facts of flows. Begin with
 * {@link dev.reeve.server.page.GraphRoutes}.
 */
@NullMarked
package dev.reeve.server.page;

import org.jspecify.annotations.NullMarked;
