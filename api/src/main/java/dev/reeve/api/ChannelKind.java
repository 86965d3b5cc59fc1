package dev.reeve.api;

/** How a hook tells. */
public enum ChannelKind {
    /** An incoming webhook of Slack, or of what takes Slack's messages. */
    SLACK,
    /** A program that takes JSON by POST. */
    WEBHOOK,
    /** E-mail. */
    MAIL
}
