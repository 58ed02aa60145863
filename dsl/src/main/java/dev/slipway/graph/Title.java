package dev.slipway.graph;

import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people read while an operation runs: {@code apt-get install bison flex}.
 *
 * @param start what is done, or all of it
 * @param words what it is done with; one that refers to a list stands for a word a value
 */
public record Title(Text start, List<Text> words) {
    public Title {
        words = List.copyOf(words);
    }

    static Title of(String start, Text... rest) {
        return new Title(
                Text.join(
                        " ",
                        Stream.concat(Stream.of(Text.literal(start)), Stream.of(rest))
                                .toList()),
                List.of());
    }

    Title resolve(Resolution resolution) {
        return new Title(
                resolution.text(start),
                words.stream().flatMap(word -> resolution.words(word).stream()).toList());
    }

    /** As one line; references that are left stand in it as their author wrote them. */
    public String text() {
        return Stream.concat(Stream.of(start), words.stream())
                .map(text -> text.render(Function.identity(), Reference::toString))
                .collect(Collectors.joining(" "));
    }
}
