package dev.reeve.engine.record;

import java.util.zip.CRC32C;

/** The names of the files of records. An identifier of our own is its name; any other becomes one without surprises. */
final class RunFiles {
    static final String ENDING = ".run";
    private static final int LONGEST = 120;

    private RunFiles() {}

    static String name(String runId) {
        StringBuilder name = new StringBuilder(runId.length());
        for (int i = 0; i < runId.length(); i++) {
            char c = runId.charAt(i);
            if (c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '-'
                    || c == '['
                    || c == ']'
                    || c == '.' && i > 0) {
                name.append(c);
            } else { // capitals too, for file systems that take them for small letters
                name.append('%').append(Integer.toHexString(c)).append('%');
            }
        }
        if (name.length() > LONGEST) {
            CRC32C end = new CRC32C();
            CRC32C all = new CRC32C();
            all.update(name.length());
            for (int i = 0; i < name.length(); i++) {
                all.update(name.charAt(i));
                end.update(name.charAt(name.length() - 1 - i));
            }
            name.setLength(LONGEST);
            name.append('~').append(Long.toHexString(all.getValue())).append(Long.toHexString(end.getValue()));
        }
        return name.append(ENDING).toString();
    }

    /** What the names of runs begin with whose identifiers begin with that. */
    static String prefix(String runId) {
        String name = name(runId);
        return name.substring(0, Math.min(LONGEST, name.length() - ENDING.length()));
    }

    /** Whether it is the name of a run that is part of no other. */
    static boolean isRoot(String name) {
        return name.indexOf('.') == name.length() - ENDING.length();
    }

    /** The part of a name that it shares with the runs that are part of the same run. */
    static String root(String name) {
        int end = name.indexOf('.');
        return end <= 0 ? name : name.substring(0, end);
    }
}
