package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.display.Display;
import dev.slipway.runner.display.GitHubDisplay;
import dev.slipway.runner.display.Hints;
import dev.slipway.runner.display.LiveDisplay;
import dev.slipway.runner.display.PlainDisplay;
import dev.slipway.runner.display.Screen;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.registry.Learned;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where which display is the right one. */
class ProgressTest {
    private static final Optional<Screen> SCREEN = Optional.of(() -> Screen.Size.of(80, 24));

    private final PrintWriter out = new PrintWriter(new StringWriter());

    @Test
    void a_terminal_is_drawn_on_unless_a_service_builds() {
        assertThat(display(Progress.AUTO, SCREEN, Map.of())).isInstanceOf(LiveDisplay.class);
        assertThat(display(Progress.AUTO, SCREEN, Map.of("CI", "false"))).isInstanceOf(LiveDisplay.class);
        assertThat(display(Progress.AUTO, SCREEN, Map.of("CI", "true"))).isInstanceOf(PlainDisplay.class);
        assertThat(display(Progress.TTY, SCREEN, Map.of("CI", "true"))).isInstanceOf(LiveDisplay.class);
        assertThat(display(Progress.AUTO, Optional.empty(), Map.of())).isInstanceOf(PlainDisplay.class);
    }

    @Test
    void github_actions_has_a_display_of_its_own() {
        Map<String, String> github = Map.of("CI", "true", "GITHUB_ACTIONS", "true");

        assertThat(display(Progress.AUTO, Optional.empty(), github)).isInstanceOf(GitHubDisplay.class);
        assertThat(display(Progress.PLAIN, Optional.empty(), github)).isInstanceOf(GitHubDisplay.class);
    }

    @Test
    void a_shell_has_the_screen_of_the_errors() {
        Terminal terminal = new Terminal(out, out, false, SCREEN, Optional.empty());

        assertThat(terminal.withOutputAsErrors().screen()).isEmpty();
        assertThat(new Terminal(out, out, false, Optional.empty(), SCREEN)
                        .withOutputAsErrors()
                        .screen())
                .isEqualTo(SCREEN);
    }

    private Display display(Progress progress, Optional<Screen> screen, Map<String, String> environment) {
        Catalogs catalogs = Catalogs.of(List.of(TestCatalog.of("dev.example", TestFamily.family())));
        Surroundings surroundings = new Surroundings(
                new Terminal(out, out, false, screen, Optional.empty()),
                environment,
                Clock.systemUTC(),
                () -> catalogs,
                new EmbeddedEngines(List.of(), new Learned()));
        try (Display display = progress.display(new Progress.Shown(
                new Plan(List.of(), false, List.of()),
                Setting.of(catalogs, Optional.empty()),
                surroundings,
                new Hints(Optional.of(""), Optional.empty()),
                LiveDisplay.Ticker.NEVER,
                now -> Optional.empty()))) {
            return display;
        }
    }
}
