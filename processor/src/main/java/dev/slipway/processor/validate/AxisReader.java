package dev.slipway.processor.validate;

import dev.slipway.dsl.Attribute;
import dev.slipway.model.Axis;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Reads enums as axes. A release with a mistake is reported once, and something stands in for it. */
public final class AxisReader {
    private static final String VALUE = "value";

    private final Origins origins;
    private final Findings findings;

    public AxisReader(Origins origins, Findings findings) {
        this.origins = origins;
        this.findings = findings;
    }

    public Axis read(TypeElement element) {
        Word word = Words.first(element, dev.slipway.dsl.Axis.class).orElseThrow();
        String name = word.text(VALUE);
        if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    word.place(VALUE),
                    "'" + name + "' is not an axis name: lower-case letters, digits and single dashes");
        }
        Map<String, Release> releases = new LinkedHashMap<>();
        element.getEnclosedElements().stream()
                .filter(constant -> constant.getKind() == ElementKind.ENUM_CONSTANT)
                .forEach(constant -> readRelease(name, constant, releases));
        if (releases.isEmpty()) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    word.place(),
                    "axis '" + name + "' has no releases: give the enum constants with @Release(\"...\")");
            addUnknown(releases, new TreeMap<>());
        }
        return new Axis(name, List.copyOf(releases.values()), origins.of(word));
    }

    private void readRelease(String axis, Element constant, Map<String, Release> releases) {
        SortedMap<String, List<String>> attributes = attributes(constant);
        Optional<Word> word = Words.first(constant, dev.slipway.dsl.Release.class);
        if (word.isEmpty()) {
            findings.report(
                    Rule.MISSING_RELEASE,
                    Place.of(constant),
                    "'" + constant.getSimpleName() + "' of axis '" + axis + "' has no version. Add @Release(\"...\")");
            addUnknown(releases, attributes);
            return;
        }
        try {
            Release release = new Release(word.get().text(VALUE), attributes);
            if (releases.put(release.version(), release) != null) {
                findings.report(
                        Rule.DUPLICATE_RELEASE,
                        word.get().place(VALUE),
                        "axis '" + axis + "' has release " + release.version() + " twice. Take one of them away");
            }
        } catch (IllegalArgumentException e) {
            findings.report(Rule.MALFORMED_VERSION, word.get().place(VALUE), String.valueOf(e.getMessage()));
            addUnknown(releases, attributes);
        }
    }

    private static void addUnknown(Map<String, Release> releases, SortedMap<String, List<String>> attributes) {
        String version = "unknown" + releases.size();
        releases.put(version, new Release(version, attributes));
    }

    private SortedMap<String, List<String>> attributes(Element constant) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (Word word : Words.of(constant)) {
            Words.first(word.type(), Attribute.class).ifPresent(attribute -> {
                checkName(attribute);
                attributes.put(attribute.text(VALUE), word.texts(VALUE));
            });
        }
        return attributes;
    }

    private void checkName(Word attribute) {
        String name = attribute.text(VALUE);
        if (Reference.isReserved(name)) {
            findings.report(
                    Rule.RESERVED_ATTRIBUTE,
                    attribute.place(VALUE),
                    "'" + name + "' means something for every release already. Give the attribute another name");
        } else if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    attribute.place(VALUE),
                    "'" + name + "' is not an attribute name: lower-case letters, digits and single dashes");
        }
    }
}
