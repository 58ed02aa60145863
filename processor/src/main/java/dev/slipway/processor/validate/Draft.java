package dev.slipway.processor.validate;

import dev.slipway.model.Check;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.discover.Word;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * An image as its declaration alone says, before it meets the others. Valid for one round.
 *
 * @param image the annotation that makes it one
 * @param tag empty where none is written
 * @param variation its own axes, without those of what it starts from
 * @param builders in the order in which they are first named
 * @param fragments all that it uses, and that those use
 * @param references to axes and sources, in all its texts
 */
public record Draft(
        Word image,
        Origin origin,
        String name,
        Text tag,
        String description,
        Variation variation,
        List<Check> checks,
        StageDraft main,
        List<StageDraft> builders,
        List<TypeElement> fragments,
        List<PlacedReference> references) {
    public Draft {
        checks = List.copyOf(checks);
        builders = List.copyOf(builders);
        fragments = List.copyOf(fragments);
        references = List.copyOf(references);
    }

    /** What an image is called: as it is written, or after its type. */
    static String name(Word image) {
        String written = image.text("name");
        return written.isEmpty() ? image.owner().getSimpleName().toString().toLowerCase(Locale.ROOT) : written;
    }

    public boolean published() {
        return image.flag("published");
    }

    /** The simple name of the type that declares it. */
    public String type() {
        return image.owner().getSimpleName().toString();
    }

    public Place place() {
        return image.place();
    }

    /** Every stage, the main one first. */
    public Stream<StageDraft> stages() {
        return Stream.concat(Stream.of(main), builders.stream());
    }

    /** The images that it starts from or takes files from, by name, with the first place that says so. */
    public SortedMap<String, Place> neededImages() {
        SortedMap<String, Place> needed = new TreeMap<>();
        stages().flatMap(stage -> stage.neededImages().entrySet().stream())
                .forEach(need -> needed.putIfAbsent(need.getKey(), need.getValue()));
        return needed;
    }

    /** {@code @ForEach}, {@code @ForAll} and {@code @Exclude}. */
    public record Variation(List<Word> forEach, List<Word> forAll, List<PlacedExclusion> exclusions) {
        public Variation {
            forEach = List.copyOf(forEach);
            forAll = List.copyOf(forAll);
            exclusions = List.copyOf(exclusions);
        }
    }

    /** An exclusion and where it is written. */
    public record PlacedExclusion(Exclusion exclusion, Place place) {}
}
