package dev.slipway.runner.cli;

import dev.slipway.model.Suggestion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the constants of an enum by what they are called on the command line. */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
    @Override
    public E convert(String word) {
        List<String> words =
                Stream.of(type.getEnumConstants()).map(Object::toString).toList();
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of "
                        + words.stream().collect(Collectors.joining(", ")) + "." + Suggestion.didYouMean(word, words)));
    }
}
