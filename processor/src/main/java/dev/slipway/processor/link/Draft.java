package dev.slipway.processor.link;

import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Origin;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.discover.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** An image as its declaration alone says, before it meets the others. */
final class Draft {
    final TypeElement element;
    final String name;
    final Optional<Text> tag;
    final String description;
    final boolean published;
    final Origin origin;
    final Place place;
    final List<Word> forEach = new ArrayList<>();
    final List<Word> forAll = new ArrayList<>();
    final List<PlacedExclusion> exclusions = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();
    final List<Scope.PlacedReference> references = new ArrayList<>();
    final List<TypeElement> fragments = new ArrayList<>();
    final List<DraftStage> stages = new ArrayList<>();

    Draft(
            TypeElement element,
            String name,
            Optional<Text> tag,
            String description,
            boolean published,
            Origin origin,
            Place place) {
        this.element = element;
        this.name = name;
        this.tag = tag;
        this.description = description;
        this.published = published;
        this.origin = origin;
        this.place = place;
    }

    /** The main stage, which has the image's name; it is read first. */
    DraftStage main() {
        return stages.get(0);
    }

    /**
     * A stage of it.
     *
     * @param base what it starts from; empty where that is a mistake, which has been reported
     * @param steps in no order yet, each with where it came from
     */
    record DraftStage(
            String name,
            Optional<Base> base,
            Place basePlace,
            List<Placed> steps,
            List<PlacedOrder> orders,
            Origin origin) {}

    /** An exclusion and where it is written. */
    record PlacedExclusion(Exclusion exclusion, Place place) {}

    /** An order and where it is written. */
    record PlacedOrder(WordOrder order, Place place) {}

    /** A step and the use that asked for it. */
    record Placed(Step step, Use use) {}
}
