package dev.slipway.runner.cli;

import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Make targets that people's fingers know: {@code build-extbuilder-16.13}, {@code push-exttester-all}. */
final class LegacyTargets {
    private static final Pattern TARGET = Pattern.compile("(?<command>build|push)-(?<rest>.+)");
    private static final Pattern ENDS_IN_TAG = Pattern.compile("(?<image>.+?)-(?:all|[0-9].*)");
    private static final String ALL = "all";

    private LegacyTargets() {}

    /**
     * The arguments in today's words.
     *
     * @param images names of all images, asked for only where the first argument looks like a target
     * @throws InputException if it is one of no image
     */
    static List<String> rewrite(List<String> arguments, Supplier<List<String>> images) {
        Matcher target = TARGET.matcher(arguments.isEmpty() ? "" : arguments.get(0));
        if (!target.matches() || target.group("rest").equals(ALL)) {
            return arguments;
        }
        List<String> rewritten = new ArrayList<>(List.of(target.group("command")));
        rewritten.add(selector(arguments.get(0), target.group("rest"), images.get()));
        rewritten.addAll(arguments.subList(1, arguments.size()));
        return rewritten;
    }

    private static String selector(String target, String rest, List<String> images) {
        // The longest name, where one is another's beginning.
        Optional<String> image = images.stream()
                .filter(name -> rest.equals(name) || rest.startsWith(name + "-"))
                .max(Comparator.comparingInt(String::length));
        if (image.isEmpty()) {
            Matcher tagged = ENDS_IN_TAG.matcher(rest);
            String name = tagged.matches() ? tagged.group("image") : rest;
            throw new InputException("'" + target + "': there is no image '" + name + "'."
                    + Suggestion.didYouMean(
                            name, Stream.concat(images.stream(), Stream.of(ALL)).toList()));
        }
        String tag = rest.substring(image.get().length());
        return tag.isEmpty() || tag.equals("-" + ALL) ? image.get() : image.get() + ":" + tag.substring(1);
    }
}
