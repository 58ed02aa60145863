package dev.slipway.runner.engine.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the last of some steps of a stage does not have the result that it had. */
final class Reasons {
    private final List<StepRecord> before;
    private final List<StepRecord> now;
    private final Collection<String> titles;

    /**
     * @param before the steps of the stage in the last build
     * @param now those that come first now; the last of them is the one in question
     * @param titles those of all steps that the stage has now
     */
    Reasons(List<StepRecord> before, List<StepRecord> now, Collection<String> titles) {
        this.before = before;
        this.now = now;
        this.titles = titles;
    }

    /** In lines, those with details indented. */
    List<String> lines() {
        int last = now.size() - 1;
        Optional<StepRecord> old = counterpart(last);
        if (old.isEmpty()) {
            return List.of("the step is new");
        }
        List<String> changes = InputChanges.between(old.get(), now.get(last));
        if (!changes.isEmpty()) {
            return changes;
        }
        // A base that is not there has no files yet to be compared.
        if (now.get(last).inputs().size() < old.get().inputs().size()) {
            return List.of("its name stands for another image now, or that is no longer in the store");
        }
        return InputChanges.sameFilesBefore(old.get(), now.get(last))
                ? List.of("nothing changed, but its result is no longer in the store")
                : cause(last);
    }

    private List<String> cause(int index) {
        for (int i = 0; i < index; i++) {
            String title = "'" + now.get(i).title() + "'";
            Optional<StepRecord> old = counterpart(i);
            if (old.isEmpty()) {
                return List.of("the files before it are others: " + title + " is new");
            }
            List<String> changes = InputChanges.between(old.get(), now.get(i));
            if (!changes.isEmpty()) {
                return Stream.concat(
                                Stream.of("the files before it are others: " + title + " changed:"),
                                changes.stream().map(line -> "  " + line))
                        .toList();
            }
        }
        List<String> gone = before.stream()
                .map(StepRecord::title)
                .filter(title -> !titles.contains(title))
                .map(title -> "'" + title + "'")
                .toList();
        return List.of(
                gone.isEmpty()
                        ? "the files before it are others: steps that did not change made them anew"
                        : "the files before it are others: gone: " + String.join(", ", gone));
    }

    /** What a step was in the last build: as often as there are equal titles before it; else what stood in its place. */
    private Optional<StepRecord> counterpart(int index) {
        String title = now.get(index).title();
        long same = now.subList(0, index).stream()
                .filter(step -> step.title().equals(title))
                .count();
        Optional<StepRecord> named = before.stream()
                .filter(step -> step.title().equals(title))
                .skip(same)
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        return index < before.size() && !titles.contains(before.get(index).title())
                ? Optional.of(before.get(index))
                : Optional.empty();
    }
}
