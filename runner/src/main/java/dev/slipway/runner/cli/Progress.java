package dev.slipway.runner.cli;

import dev.slipway.runner.display.JsonDisplay;
import dev.slipway.runner.display.Palette;
import dev.slipway.runner.display.PlainDisplay;
import dev.slipway.runner.display.QuietDisplay;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import java.util.Locale;

/** How a run is shown. */
enum Progress {
    PLAIN {
        @Override
        EventListener display(Plan plan, Surroundings surroundings) {
            Terminal terminal = surroundings.terminal();
            return new PlainDisplay(plan, terminal.out(), terminal.err(), new Palette(terminal.colours()));
        }
    },
    QUIET {
        @Override
        EventListener display(Plan plan, Surroundings surroundings) {
            Terminal terminal = surroundings.terminal();
            return new QuietDisplay(plan, terminal.out(), terminal.err(), new Palette(terminal.colours()));
        }
    },
    JSON {
        @Override
        EventListener display(Plan plan, Surroundings surroundings) {
            return new JsonDisplay(surroundings.terminal().out(), surroundings.clock());
        }
    };

    abstract EventListener display(Plan plan, Surroundings surroundings);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
