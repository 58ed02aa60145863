package dev.slipway.processor.validate;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Reads what stages start from and what they take files from; empty stands for a mistake, which is reported. */
final class BaseReader {
    private static final String VALUE = "value";
    private static final String IMAGE = "image";
    private static final String STAGE = "stage";
    private static final String EXTERNAL = "external";
    private static final String BASE = "base";

    private final PackageElement catalog;
    private final Stages stages;
    private final Findings findings;

    /** What a stage is called where something names its type. */
    interface Stages {
        String name(TypeElement type, Word stage, Scope scope);
    }

    BaseReader(PackageElement catalog, Stages stages, Findings findings) {
        this.catalog = catalog;
        this.stages = stages;
        this.findings = findings;
    }

    /** What a {@code @From} on an image says. */
    Optional<Base> ofImage(Use from) {
        if (from.word().flag(BASE)) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    from.word().place(BASE),
                    "base = true is for stages: an image says itself what it starts from");
            return Optional.empty();
        }
        return ofStage(from, Optional.empty());
    }

    /** What a {@code @From} on a stage says, given what the image starts from. */
    Optional<Base> ofStage(Use from, Optional<Base> ofImage) {
        Word word = from.word();
        long things = count(!word.text(VALUE).isEmpty(), isNamed(word, IMAGE), isNamed(word, STAGE), word.flag(BASE));
        if (things != 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    word.place(),
                    "@From says " + (things == 0 ? "nothing" : "more than one thing")
                            + ": give one of a reference, image, stage and base");
            return Optional.empty();
        }
        return word.flag(BASE) ? ofImage : named(from, VALUE);
    }

    /** What a {@code @CopyFrom} copies from. */
    Optional<Base> copySource(Use use) {
        Word word = use.word();
        long things = sources(word);
        if (things != 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    word.place(),
                    "@CopyFrom copies from " + (things == 0 ? "nothing" : "more than one place")
                            + ": give one of stage, image and external");
            return Optional.empty();
        }
        return named(use, EXTERNAL);
    }

    /** Whether a {@code @Bind} means the context. */
    static boolean isContext(Word bind) {
        return sources(bind) == 0;
    }

    /** What a {@code @Bind} that does not mean the context mounts from. */
    Optional<Base> bindSource(Use use) {
        Word word = use.word();
        if (sources(word) != 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    word.place(),
                    "@Bind mounts from more than one place: give one of stage, image and external, or none of them for"
                            + " the context");
            return Optional.empty();
        }
        return named(use, EXTERNAL);
    }

    private static long sources(Word word) {
        return count(
                isNamed(word, IMAGE), isNamed(word, STAGE), !word.text(EXTERNAL).isEmpty());
    }

    private static long count(Boolean... said) {
        return Stream.of(said).filter(each -> each).count();
    }

    private static boolean isNamed(Word word, String attribute) {
        return word.type(attribute).isPresent();
    }

    private Optional<Base> named(Use use, String external) {
        Word word = use.word();
        if (isNamed(word, IMAGE)) {
            return image(word, word.type(IMAGE).orElseThrow());
        }
        return isNamed(word, STAGE)
                ? stage(use, word.type(STAGE).orElseThrow())
                : Optional.of(external(use.scope().text(word, external), word.place(external)));
    }

    private Base external(Text reference, Place place) {
        String sample = Formats.sample(reference);
        boolean beginsWithReference =
                !reference.parts().isEmpty() && reference.parts().get(0) instanceof Text.Placeholder;
        if (!beginsWithReference && !Formats.isImageReference(sample)) {
            findings.report(
                    Rule.MALFORMED_IMAGE_REFERENCE,
                    place,
                    "'" + reference.source() + "' is not an image reference such as 'debian:bookworm'");
        } else if (!Formats.isPinned(sample) && reference.references().findAny().isEmpty()) {
            findings.report(
                    Rule.UNPINNED_BASE,
                    place,
                    "'" + reference.source() + "' is another image tomorrow. Give it a tag, or better a digest");
        }
        return new Base.External(reference);
    }

    private Optional<Base> image(Word word, TypeElement type) {
        Optional<Word> image = Words.first(type, Image.class);
        if (image.isEmpty()) {
            findings.report(
                    Rule.NOT_AN_IMAGE,
                    word.place(IMAGE),
                    "'" + type.getSimpleName() + "' is not an image. Annotate it with @Image, or name another");
            return Optional.empty();
        }
        if (!MoreElements.getPackage(type).equals(catalog)) {
            findings.report(
                    Rule.NOT_AN_IMAGE,
                    word.place(IMAGE),
                    "'" + type.getSimpleName() + "' is an image of another catalogue. Name it by its reference, or move"
                            + " it to package " + catalog.getQualifiedName());
            return Optional.empty();
        }
        return Optional.of(new Base.OfImage(Draft.name(image.get())));
    }

    private Optional<Base> stage(Use use, TypeElement type) {
        Optional<Word> stage = Words.first(type, Stage.class);
        if (stage.isEmpty()) {
            findings.report(
                    Rule.NOT_A_STAGE,
                    use.word().place(STAGE),
                    "'" + type.getSimpleName() + "' is not a stage. Annotate it with @Stage, or name another");
        }
        return stage.map(word -> new Base.OfStage(stages.name(type, word, use.scope())));
    }
}
