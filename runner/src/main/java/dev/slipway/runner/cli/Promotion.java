package dev.slipway.runner.cli;

import dev.slipway.runner.display.PromotionView;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import dev.slipway.runner.reuse.ImageRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives images in registries further names. All are looked for first, so that what is missing keeps every name from being
 * given; that a registry fails between two names cannot be ruled out, and is told.
 */
final class Promotion {
    static final String FORCE = "--force";

    private final Registry registry;
    private final ImageRecords records;
    private final Terminal terminal;
    private final PromotionView view = new PromotionView();

    Promotion(Registry registry, Terminal terminal) {
        this.registry = registry;
        this.records = new ImageRecords(registry);
        this.terminal = terminal;
    }

    /**
     * An image and its names.
     *
     * @param id of its node
     * @param from the name that it has
     * @param to the name that it gets
     */
    record Renaming(String id, ImageReference from, ImageReference to) {}

    /** One that was found under its first name. */
    private record Found(Renaming renaming, String digest) {}

    /**
     * Returns the exit code.
     *
     * @param forced whether also what nobody knows to have passed its checks is promoted
     */
    int run(List<Renaming> renamings, boolean forced) {
        try {
            List<Found> found = new ArrayList<>();
            List<ImageReference> missing = new ArrayList<>();
            for (Renaming renaming : renamings) {
                Optional<String> digest = registry.digestOf(renaming.from());
                digest.ifPresentOrElse(
                        known -> found.add(new Found(renaming, known)), () -> missing.add(renaming.from()));
            }
            if (!missing.isEmpty()) {
                return refuse(missing);
            }
            List<ImageReference> unknown = forced ? List.of() : withoutRecord(found);
            return unknown.isEmpty() ? name(found) : refuseUnknown(unknown);
        } catch (RegistryException e) {
            return failed(e, "No name was given");
        }
    }

    private int refuse(List<ImageReference> missing) {
        missing.forEach(image -> terminal.err().println("runner: there is no " + image));
        terminal.err().println("runner: no name was given. Push what is missing with that suffix, or leave it out");
        return ExitCode.FAILED;
    }

    /** Who pushes an image leaves a record when it has passed its checks. */
    private List<ImageReference> withoutRecord(List<Found> found) {
        return found.stream()
                .filter(each -> records.of(each.renaming().from().withTag(each.digest()))
                        .isEmpty())
                .map(each -> each.renaming().from())
                .toList();
    }

    private int refuseUnknown(List<ImageReference> images) {
        images.forEach(
                image -> terminal.err().println("runner: no record says that " + image + " has passed its checks"));
        terminal.err()
                .println("runner: no name was given. Push it again with this runner, which checks it, or promote it all"
                        + " the same with " + FORCE);
        return ExitCode.FAILED;
    }

    private int name(List<Found> all) {
        for (int i = 0; i < all.size(); i++) {
            try {
                name(all.get(i));
            } catch (RegistryException e) {
                view.print(terminal.out());
                return failed(e, i + " of " + all.size() + " names are given. Promote again for the others");
            }
        }
        view.print(terminal.out());
        return ExitCode.OK;
    }

    private void name(Found found) {
        ImageReference to = found.renaming().to();
        Optional<String> before = registry.digestOf(to);
        if (!before.equals(Optional.of(found.digest()))) {
            registry.retag(found.renaming().from().withTag(found.digest()), to);
        }
        view.named(found.renaming().id(), found.digest(), to.toString(), before);
    }

    private int failed(RegistryException exception, String state) {
        terminal.err().println("runner: " + exception.getMessage());
        terminal.err().println("runner: " + state);
        return ExitCode.UNAVAILABLE;
    }
}
