package dev.reeve;

import java.util.Optional;

/**
 * What may be a name. Names of flows and tasks become parts of file names and log lines, names of parameters are
 * typed on command lines and in templates.
 */
final class NameRule {
    static final String REMEDY = "A name has 1 to 100 characters, without control characters and / \\ : < > \" | ? *,"
            + " with no space at either end, and is not \".\" or \"..\".";
    static final String PARAMETER_REMEDY =
            "The name of a parameter has 1 to 100 letters, digits and _ - . and begins with a letter or _.";

    private static final String FORBIDDEN = "/\\:<>\"|?*";

    private NameRule() {}

    /** Why a task cannot be called so. */
    static Optional<String> forTask(String name) {
        return broken("its name", name);
    }

    /** Why a flow cannot be called so. */
    static Optional<String> forFlow(String name) {
        return broken("its name", name);
    }

    /** Why a parameter cannot be called so. */
    static Optional<String> forParameter(String name) {
        boolean fine = name.length() <= 100 && name.matches("[\\p{L}_][\\p{L}\\p{N}_.-]*");
        return fine ? Optional.empty() : Optional.of("\"" + printable(name) + "\" cannot be the name of a parameter.");
    }

    private static Optional<String> broken(String what, String name) {
        if (name.isEmpty()) {
            return Optional.of(what + " is empty.");
        }
        if (name.indexOf(Handles.OPEN) >= 0) {
            return Optional.of(what + " was built from an output, which has no value yet: " + name + ".");
        }
        if (name.length() > 100) {
            return Optional.of(what + " has " + name.length() + " characters.");
        }
        if (name.equals(".") || name.equals("..") || !name.equals(name.strip())) {
            return Optional.of(what + " cannot be \"" + printable(name) + "\".");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0 || isFormat(c)) {
                return Optional.of(what + " \"" + printable(name) + "\" has the character "
                        + printable(Character.toString(c)) + " in it.");
            }
        }
        return Optional.empty();
    }

    /** Characters that are not seen but change what is: line separators, reversed directions. */
    private static boolean isFormat(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** The name with what cannot be seen written as a code. */
    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.chars().forEach(c -> {
            if (Character.isISOControl(c) || isFormat(c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
