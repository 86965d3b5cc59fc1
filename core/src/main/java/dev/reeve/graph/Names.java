package dev.reeve.graph;

/** How names are written. */
public final class Names {
    private Names() {}

    /** {@code downloadData} as {@code download_data}; {@code parseJSONFile} as {@code parse_json_file}. */
    public static String snakeCase(String camelCase) {
        StringBuilder text = new StringBuilder(camelCase.length() + 8);
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && startsWord(camelCase, i)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    private static boolean startsWord(String text, int i) {
        char before = text.charAt(i - 1);
        return Character.isLowerCase(before)
                || Character.isDigit(before)
                || Character.isUpperCase(before) && i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
    }
}
