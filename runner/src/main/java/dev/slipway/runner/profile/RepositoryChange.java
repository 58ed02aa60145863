package dev.slipway.runner.profile;

import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a profile does to an apt repository. */
public sealed interface RepositoryChange {
    /** The repository after the change, if it is still there. */
    Stream<Step> apply(Step.AptRepository repository);

    /** Its packages come from somewhere else, or are in the base. */
    record Omitted() implements RepositoryChange {
        @Override
        public Stream<Step> apply(Step.AptRepository repository) {
            return Stream.empty();
        }
    }

    /** Other places; what is not given stays. */
    record Replaced(Optional<Text> url, Optional<List<Text>> suites, Optional<List<Text>> components)
            implements RepositoryChange {
        @Override
        public Stream<Step> apply(Step.AptRepository repository) {
            return Stream.of(new Step.AptRepository(
                    repository.name(),
                    url.orElse(repository.url()),
                    suites.orElse(repository.suites()),
                    components.orElse(repository.components()),
                    repository.key(),
                    repository.origins()));
        }
    }
}
