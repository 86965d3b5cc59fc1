package dev.reeve.server.http;

/**
 * Where to listen.
 *
 * @param host a name or address of this computer
 * @param port 0: any that is free
 */
public record HttpOptions(String host, int port) {}
