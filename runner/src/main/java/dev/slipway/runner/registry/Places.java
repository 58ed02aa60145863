package dev.slipway.runner.registry;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Where images of others are: at mirrors of their registry, if there are some, and else at itself.
 *
 * @param learned which mirrors are no good
 * @param events is told of those
 */
record Places(Mirrors mirrors, Learned learned, EventListener events) {
    /** What the first has who can be asked. */
    <T> T first(ImageReference reference, Function<ImageReference, T> question) {
        List<Runnable> untold = new ArrayList<>();
        for (Mirror mirror : mirrors.of(reference)) {
            if (learned.passesOver(mirror)) {
                continue;
            }
            try {
                return question.apply(mirror.of(reference));
            } catch (RegistryException.Stopped e) {
                throw e;
            } catch (RegistryException.NotFound e) {
                // Few have everything: of interest only where nobody has it.
                untold.add(() -> tell(reference, mirror, e));
            } catch (RegistryException e) {
                if (learned.passOver(mirror)) {
                    tell(reference, mirror, e);
                }
            }
        }
        try {
            return question.apply(reference);
        } catch (RegistryException e) {
            untold.forEach(Runnable::run);
            throw e;
        }
    }

    private void tell(ImageReference reference, Mirror mirror, RegistryException problem) {
        events.on(new Event.MirrorPassedOver(
                reference.registry(), mirror.toString(), String.valueOf(problem.getMessage())));
    }
}
