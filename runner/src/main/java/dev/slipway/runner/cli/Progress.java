package dev.slipway.runner.cli;

import dev.slipway.runner.display.Display;
import dev.slipway.runner.display.GitHubDisplay;
import dev.slipway.runner.display.Hints;
import dev.slipway.runner.display.JsonDisplay;
import dev.slipway.runner.display.LiveDisplay;
import dev.slipway.runner.display.Palette;
import dev.slipway.runner.display.PlainDisplay;
import dev.slipway.runner.display.QuietDisplay;
import dev.slipway.runner.display.Summary;
import dev.slipway.runner.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** How a run is shown. */
enum Progress {
    AUTO {
        @Override
        Display display(Shown run) {
            boolean live = run.terminal().screen().isPresent()
                    && !isSet(run.surroundings().environment(), "CI");
            return (live ? TTY : PLAIN).display(run);
        }
    },
    TTY {
        @Override
        Display display(Shown run) {
            Terminal terminal = run.terminal();
            return terminal.screen().isEmpty()
                    ? PLAIN.display(run)
                    : new LiveDisplay(
                            run.plan().nodes().size(),
                            terminal.screen().get(),
                            terminal.out(),
                            terminal.err(),
                            run.surroundings().clock(),
                            run.ticker(),
                            run.forecast(),
                            run.summary(),
                            run.palette());
        }
    },
    PLAIN {
        @Override
        Display display(Shown run) {
            Terminal terminal = run.terminal();
            Map<String, String> environment = run.surroundings().environment();
            if (isSet(environment, "GITHUB_ACTIONS")) {
                SourceFiles files = SourceFiles.of(run.setting().catalogs(), environment);
                return new GitHubDisplay(
                        terminal.out(),
                        run.summary(),
                        files::path,
                        () -> UUID.randomUUID().toString());
            }
            return new PlainDisplay(terminal.out(), terminal.err(), run.summary(), run.palette());
        }
    },
    QUIET {
        @Override
        Display display(Shown run) {
            Terminal terminal = run.terminal();
            return new QuietDisplay(run.plan(), terminal.out(), terminal.err(), run.summary());
        }
    },
    JSON {
        @Override
        Display display(Shown run) {
            return new JsonDisplay(run.terminal().out(), run.surroundings().clock());
        }
    };

    /**
     * A run that is to be shown.
     *
     * @param ticker of frames
     * @param forecast how long it will still take, where anybody knows
     */
    record Shown(
            Plan plan,
            Setting setting,
            Surroundings surroundings,
            Hints hints,
            LiveDisplay.Ticker ticker,
            Function<Instant, Optional<Duration>> forecast) {
        Terminal terminal() {
            return surroundings.terminal();
        }

        Palette palette() {
            return new Palette(terminal().colours());
        }

        Summary summary() {
            return new Summary(plan, palette(), hints);
        }
    }

    abstract Display display(Shown run);

    /** As services that build have it: {@code true}, or some number. */
    private static boolean isSet(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("false") && !value.equals("0");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
