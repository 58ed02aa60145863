package dev.slipway.runner.cli;

import dev.slipway.model.Suggestion;
import dev.slipway.runner.display.RunList;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.runs.KeptRun;
import dev.slipway.runner.runs.Runs;
import dev.slipway.runner.runs.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks into what is kept of runs. */
final class Logs {
    private static final String LIST = "'runner logs --list' lists those that are kept";

    private final StateFolder state;
    private final PrintWriter out;

    Logs(Surroundings surroundings) {
        this.state = StateFolder.of(surroundings.environment());
        this.out = surroundings.terminal().out();
    }

    int list() {
        RunList list = new RunList();
        try {
            for (KeptRun run : runs()) {
                list.add(run.name(), text(run.description()), lastLine(run.events()));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        list.print(out);
        return ExitCode.OK;
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private static String lastLine(Path file) throws IOException {
        List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** @param words a run, an image, or both in that order */
    int print(List<String> words) {
        boolean named = !words.isEmpty() && (words.size() > 1 || Runs.isName(words.get(0)));
        try {
            KeptRun run = named ? run(words.get(0)) : last();
            Optional<String> image = words.stream().skip(named ? 1 : 0).findFirst();
            if (image.isPresent()) {
                print(run, image.get());
            } else {
                printAll(run);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private KeptRun last() throws IOException {
        return runs().stream()
                .findFirst()
                .orElseThrow(() -> new InputException("no run is kept yet in " + state.path()));
    }

    private KeptRun run(String name) throws IOException {
        List<KeptRun> all = runs();
        return all.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow(() -> {
            List<String> names = all.stream().map(KeptRun::name).toList();
            return new InputException(
                    "there is no run '" + name + "'." + Suggestion.didYouMean(name, names) + " " + LIST);
        });
    }

    private List<KeptRun> runs() throws IOException {
        return state.runs().all();
    }

    private void print(KeptRun run, String image) throws IOException {
        List<String> images = run.images();
        if (!images.contains(image)) {
            throw new InputException("run " + run.name() + " has no image '" + image + "'."
                    + Suggestion.didYouMean(image, images)
                    + (images.isEmpty() ? " It came to none" : " It has " + String.join(", ", images)));
        }
        copy(run.log(image));
    }

    private void printAll(KeptRun run) throws IOException {
        for (String image : run.images()) {
            out.println("== " + image);
            copy(run.log(image));
        }
    }

    private void copy(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            lines.forEach(out::println);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private InputException unreadable(IOException e) {
        return new InputException("cannot read the logs in " + state.path() + ": " + e, e);
    }
}
