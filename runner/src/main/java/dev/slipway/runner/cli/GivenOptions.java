package dev.slipway.runner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of a command line that are to be given again where the same is done by another command. */
final class GivenOptions {
    /** Not who builds: shells are the embedded engine's. */
    private static final List<String> REPEATED =
            List.of("--profile", "--store", "--secret", "--insecure-registry", "--registry-mirror");

    private static final String FAILED = "--failed";

    private GivenOptions() {}

    /** For a shell in the state before a failure, as shells read them, a blank before each; empty if that is asked for. */
    static Optional<String> forFailedShell(List<String> arguments) {
        // What is behind that is another command's.
        List<String> own = arguments.contains("--") ? arguments.subList(0, arguments.indexOf("--")) : arguments;
        return own.contains(FAILED) ? Optional.empty() : Optional.of(repeated(own));
    }

    private static String repeated(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (REPEATED.contains(word) && i + 1 < arguments.size()) {
                words.add(word);
                words.add(arguments.get(i + 1));
                i++;
            } else if (REPEATED.stream().anyMatch(option -> word.startsWith(option + "="))) {
                words.add(word);
            }
        }
        return words.isEmpty() ? "" : " " + ShellWords.of(words);
    }
}
