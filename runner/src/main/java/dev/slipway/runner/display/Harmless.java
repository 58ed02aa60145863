package dev.slipway.runner.display;

import java.util.regex.Pattern;

/**
 * Lines of programs that cannot do anything to a terminal but stand in it. A program may print what moves the cursor, sets
 * the title of a window or hides text, on purpose or not.
 */
final class Harmless {
    /** Sequences with their parameters, then what is left of broken ones, then what reorders text. */
    private static final Pattern CONTROLS = Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\u001b[\\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c)?"
            + "|\u001b[ -/]*[0-~]?"
            + "|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]");

    private static final Pattern RETURN = Pattern.compile("\r");
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_ASCII = '~';

    private Harmless() {}

    /** Of what was printed over the same line again and again, as progress bars are, the last that is not empty. */
    static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        String last = "";
        for (String part : RETURN.split(text, -1)) {
            String shown =
                    CONTROLS.matcher(part).replaceAll("").replace("\t", "    ").replace('\n', ' ');
            last = shown.isBlank() ? last : shown;
        }
        return last;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(each -> each >= FIRST_PRINTABLE && each <= LAST_ASCII);
    }
}
