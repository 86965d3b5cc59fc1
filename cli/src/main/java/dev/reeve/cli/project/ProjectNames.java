package dev.reeve.cli.project;

import dev.reeve.cli.terminal.MistakeException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What things in a new project are called.
 *
 * @param name project and flow, such as {@code daily-sales}
 * @param packageName such as {@code com.example.dailysales}
 * @param className such as {@code DailySalesFlow}
 */
record ProjectNames(String name, String packageName, String className) {
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Given ones are checked, others made of the name. Empty is not given. */
    static ProjectNames of(String directory, String givenName, String givenPackage) {
        String name = givenName.isEmpty() ? fromDirectory(directory) : givenName;
        if (!name.matches(NAME) || name.length() > 100) {
            throw new MistakeException("\"" + name + "\" is no name for a project. Use lower-case letters, digits and"
                    + " hyphens, beginning with a letter: --name daily-sales");
        }
        String packageName = givenPackage.isEmpty() ? "com.example." + segment(name) : givenPackage;
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_21) || packageName.startsWith("java.")) {
            throw new MistakeException(
                    "\"" + packageName + "\" is no Java package. Write one such as --package com.acme.sales");
        }
        String className = Arrays.stream(name.split("-", -1))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining())
                + "Flow";
        return new ProjectNames(name, packageName, className.replaceFirst("FlowFlow$", "Flow"));
    }

    /** {@code My ETL_2} becomes {@code my-etl-2}. */
    private static String fromDirectory(String directory) {
        String plain = Normalizer.normalize(directory, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
    }

    private static String segment(String name) {
        String plain = name.replace("-", "");
        return SourceVersion.isKeyword(plain, SourceVersion.RELEASE_21) ? plain + "flow" : plain;
    }
}
