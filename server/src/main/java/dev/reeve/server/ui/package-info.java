/** The pages that browsers show, as the build of the UI left them among the classes: {@link dev.reeve.server.ui.Site}. */
@NullMarked
package dev.reeve.server.ui;

import org.jspecify.annotations.NullMarked;
