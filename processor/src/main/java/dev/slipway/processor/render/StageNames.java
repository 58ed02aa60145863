package dev.slipway.processor.render;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names of stages in Dockerfiles: one name for one stage in every file of a family, so that a shared stage has the
 * same letters everywhere.
 */
final class StageNames {
    /** Of these BuildKit keeps the names for itself. */
    private static final Set<String> RESERVED = Set.of("scratch", "context");

    private final Map<List<String>, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>(RESERVED);

    StageNames(Family family) {
        // A stage named like an image of somebody else's would take its place.
        family.images().stream()
                .flatMap(StageNames::externals)
                .map(base -> base.reference().source().toLowerCase(Locale.ROOT))
                .forEach(taken::add);
        family.images().forEach(image -> name(image.name(), List.of(image.name())));
        family.images()
                .forEach(image -> image.builders()
                        .forEach(
                                stage -> name(image.name() + "-" + stage.name(), List.of(image.name(), stage.name()))));
        family.images().stream()
                .flatMap(StageNames::sources)
                .flatMap(source -> varyingExternal(source).stream())
                .distinct()
                .forEach(source ->
                        name(source.render(Function.identity(), reference -> ""), List.of("", source.source())));
    }

    String image(String image) {
        return name(List.of(image));
    }

    /** A stage of an image; the main one is named as the image. */
    String stage(ImageDefinition image, String stage) {
        return stage.equals(image.main().name()) ? image(image.name()) : name(List.of(image.name(), stage));
    }

    /** The stage that stands for an image of somebody else's whose name holds references. */
    String external(Text reference) {
        return name(List.of("", reference.source()));
    }

    /** The reference of an image to take files from, if {@code --from}, which expands nothing, cannot name it itself. */
    static Optional<Text> varyingExternal(Base base) {
        return base.accept(new Base.Cases<>() {
            @Override
            public Optional<Text> external(Base.External external) {
                return Optional.of(external.reference())
                        .filter(reference -> reference.references().findAny().isPresent());
            }

            @Override
            public Optional<Text> ofImage(Base.OfImage image) {
                return Optional.empty();
            }

            @Override
            public Optional<Text> ofStage(Base.OfStage stage) {
                return Optional.empty();
            }
        });
    }

    private String name(List<String> key) {
        return Objects.requireNonNull(names.get(key), () -> "no stage " + key);
    }

    private void name(String wish, List<String> key) {
        String letters =
                wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]+", "-").replaceAll("-$", "");
        String start = letters.matches("[a-z].*") ? letters : "image-" + letters.replaceAll("^[^a-z0-9]+", "");
        String name = start;
        for (int i = 2; !taken.add(name); i++) {
            name = start + "-" + i;
        }
        names.put(key, name);
    }

    private static Stream<Base.External> externals(ImageDefinition image) {
        return Stream.concat(image.stages().map(StageDefinition::base), sources(image))
                .filter(Base.External.class::isInstance)
                .map(Base.External.class::cast);
    }

    private static Stream<Base> sources(ImageDefinition image) {
        return image.stages().flatMap(stage -> stage.steps().stream()).flatMap(Step::sources);
    }
}
