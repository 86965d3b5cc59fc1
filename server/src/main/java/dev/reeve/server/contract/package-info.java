/**
 * What the server answers, as an OpenAPI document that it serves itself: put together from one file per subject. Start
 * with {@link dev.reeve.server.contract.Contract}.
 */
@NullMarked
package dev.reeve.server.contract;

import org.jspecify.annotations.NullMarked;
