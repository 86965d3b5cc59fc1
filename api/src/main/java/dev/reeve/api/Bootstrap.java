package dev.reeve.api;

import java.util.List;

/**
 * What the UI asks first.
 *
 * @param user who asks
 * @param permissions the routes that they may take, as {@code METHOD /path}
 * @param projects those that they see
 * @param features the parts that this server has: the beginnings of its paths
 * @param version the server's
 */
public record Bootstrap(
        Me user, List<String> permissions, List<Project> projects, List<String> features, String version) {}
