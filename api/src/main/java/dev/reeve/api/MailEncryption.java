package dev.reeve.api;

/** How mail goes to the mail server. */
public enum MailEncryption {
    /** On port 587. */
    STARTTLS,
    /** From the first byte, on port 465. */
    TLS,
    /** On port 25, without a login. */
    NONE
}
