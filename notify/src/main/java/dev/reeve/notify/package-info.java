/**
 * Tells people what becomes of runs. {@link dev.reeve.notify.Notifier} is the way in: it takes channels, such as
 * {@link dev.reeve.notify.Slack}, {@link dev.reeve.notify.Webhook} and {@link dev.reeve.notify.Mail}, and gives handlers
 * for flows, runs and tasks. {@link dev.reeve.notify.WebhookVerifier} is for those who receive.
 */
@NullMarked
package dev.reeve.notify;

import org.jspecify.annotations.NullMarked;
