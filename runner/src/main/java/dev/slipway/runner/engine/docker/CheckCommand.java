package dev.slipway.runner.engine.docker;

import dev.slipway.model.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * A check as one command, which fails where the promise does not hold. So it is BuildKit that knows whether a check has
 * passed in an image, and a check that is cached is one that has passed.
 */
final class CheckCommand {
    /** How the command ends where the check's own ended well, and printed something else than it should. */
    static final int PRINTED_SOMETHING_ELSE = 119;

    /** What is to be printed is its first argument, the command the others. */
    private static final String COMPARE = """
            prints=$1; shift
            output=$("$@" 2>&1); code=$?
            printf '%s\\n' "$output"
            [ "$code" -eq 0 ] || exit "$code"
            case $output in *"$prints"*) ;; *) exit 119 ;; esac
            """;

    private CheckCommand() {}

    /** @param shell the image's, with its options */
    static List<String> of(Check check, List<String> shell) {
        List<String> words = new ArrayList<>();
        if (!check.prints().isEmpty()) {
            words.addAll(
                    List.of("/bin/sh", "-c", COMPARE, "check", check.prints().value()));
        }
        words.addAll(shell);
        words.add(check.command().value());
        return words;
    }
}
