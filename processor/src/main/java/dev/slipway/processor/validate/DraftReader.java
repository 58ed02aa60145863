package dev.slipway.processor.validate;

import dev.slipway.dsl.Exclude;
import dev.slipway.dsl.ForAll;
import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.Image;
import dev.slipway.model.Check;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads an image's declaration, with the fragments that it uses and the stages that they bring. */
public final class DraftReader {
    private static final String VALUE = "value";

    private final Elements elements;
    private final Origins origins;
    private final ContextFolder context;
    private final Findings findings;

    public DraftReader(Elements elements, Origins origins, ContextFolder context, Findings findings) {
        this.elements = elements;
        this.origins = origins;
        this.context = context;
        this.findings = findings;
    }

    public Draft read(TypeElement element) {
        Word image = Words.first(element, Image.class).orElseThrow();
        String name = Draft.name(image);
        checkName(image, name);
        List<PlacedReference> references = new ArrayList<>();
        Scope scope = Scope.outside(references, findings);
        Fragments fragments = new Fragments(origins, findings);
        Text tag = scope.text(image, "tag");
        List<Use> uses = fragments.expand(element, scope);
        Draft.Variation variation = variation(uses);
        List<Check> checks = checks(uses);
        StageReader stages = new StageReader(name, element, fragments, origins, context, findings);
        StageDraft main = stages.readMain(uses);
        return new Draft(
                image,
                origins.of(image),
                name,
                tag,
                description(image),
                variation,
                checks,
                main,
                stages.builders(),
                fragments.used(),
                references);
    }

    private void checkName(Word image, String name) {
        if (!Formats.isImageName(name)) {
            findings.report(
                    Rule.MALFORMED_IMAGE_NAME,
                    image.place("name"),
                    "'" + name + "' is not an image name: lower-case letters and digits, with single '.', '_' or '-'"
                            + " between them");
        }
    }

    private String description(Word image) {
        String written = image.text("description");
        return written.isEmpty() ? Javadoc.firstSentence(elements.getDocComment(image.owner())) : written;
    }

    private Draft.Variation variation(List<Use> uses) {
        List<Draft.PlacedExclusion> exclusions =
                words(uses, Exclude.class).flatMap(this::exclusion).toList();
        return new Draft.Variation(
                words(uses, ForEach.class).toList(), words(uses, ForAll.class).toList(), exclusions);
    }

    private static Stream<Word> words(List<Use> uses, Class<? extends Annotation> annotation) {
        return uses.stream().map(Use::word).filter(word -> word.is(annotation));
    }

    private Stream<Draft.PlacedExclusion> exclusion(Word word) {
        SortedMap<String, String> releases = new TreeMap<>();
        for (String condition : word.texts(VALUE)) {
            String[] parts = condition.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                findings.report(
                        Rule.UNKNOWN_RELEASE,
                        word.place(VALUE, condition),
                        "'" + condition + "' excludes nothing: write AXIS=VERSION, as in \"pg=16\"");
            } else if (releases.put(parts[0].strip(), parts[1].strip()) != null) {
                findings.report(
                        Rule.CONTRADICTORY_SETTINGS,
                        word.place(VALUE, condition),
                        "no image is made for two releases of axis '" + parts[0].strip()
                                + "' at once. Write an @Exclude for each");
            }
        }
        return releases.isEmpty()
                ? Stream.empty()
                : Stream.of(new Draft.PlacedExclusion(new Exclusion(releases), word.place()));
    }

    /** Each check once, whoever asks for it. */
    private static List<Check> checks(List<Use> uses) {
        List<Check> checks = new ArrayList<>();
        uses.stream()
                .filter(use -> use.word().is(dev.slipway.dsl.Check.class))
                .map(use -> new Check(
                        use.scope().text(use.word(), "run"),
                        use.scope().text(use.word(), "prints"),
                        use.origins().get(0)))
                .filter(check -> checks.stream().noneMatch(known -> isSame(known, check)))
                .forEach(checks::add);
        return checks;
    }

    private static boolean isSame(Check known, Check check) {
        return known.command().equals(check.command()) && known.prints().equals(check.prints());
    }
}
