package dev.slipway.runner.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "runner",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Builds, tests and publishes the images of the catalogues on its class path.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all done",
            "1:an image failed",
            "2:bad usage or input; nothing was run",
            "3:the engine or a registry is not available",
            "130:interrupted; 129 by SIGHUP, 143 by SIGTERM"
        },
        footerHeading = "%nSelectors:%n",
        footer = {
            "  extbuilder         an image, all its variants; a base, by its own name",
            "  extbuilder:16.13   the variant with that tag or version, or of that major",
            "  pg=17              the variants for that release or major of an axis",
            "  '*tester:17*'      '*' stands for any characters",
            "  '*tester,pg=17'    images that fit all of the terms",
            "Several selectors mean the images of each of them. build-extbuilder-16.13 and",
            "push-extbuilder-all are other words for build extbuilder:16.13 and push extbuilder.",
            "",
            "Environment variables:",
            "  DOCKER_REPO, RELEASE, TAG_SUFFIX, TAG_SCHEME",
            "                        as --repo, --release (1), --tag-suffix and --tag-scheme",
            "  DOCKER_CONFIG         the folder with Docker's config.json, whose logins are used;",
            "                        else .docker in HOME",
            "  DOCKER_AUTH_CONFIG    such a configuration itself, which goes before the file",
            "  DOCKER_HOST           the daemon that the docker program talks to",
            "  XDG_CACHE_HOME        the store is in its slipway/store; else in .cache in HOME",
            "  XDG_STATE_HOME        logs of runs are in its slipway; else in .local/state in HOME",
            "  CI, GITHUB_ACTIONS    how --progress is unless told: plain, and with groups of lines",
            "  GITHUB_WORKSPACE      the top of the repository, for annotations there",
            "  SOURCE_DATE_EPOCH     seconds: the time of images, and the latest of files in them",
            "  NO_COLOR, TERM        no colours if one is not empty, or the other is dumb",
            "  SLIPWAY_CATALOG_PATH  jars of further catalogues, colons between them",
            "  JAVA_HOME             the Java that runs the runner; else the one on PATH",
            "",
            "Examples:",
            "  runner list",
            "  runner plan extbuilder:17",
            "  runner build exttester pg=18",
            "  runner push-all --repo registry.example/team",
            "  runner explain UnknownPlaceholder"
        })
final class RunnerCommand implements Runnable {
    private final CommandSpec[] specs = new CommandSpec[1];

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this.")
    void help(boolean asked) {
        // picocli prints the help by itself.
    }

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    void version(boolean asked) {
        // picocli prints the version by itself.
    }

    @Spec
    void spec(CommandSpec spec) {
        specs[0] = spec;
    }

    @Override
    public void run() {
        throw new ParameterException(specs[0].commandLine(), "a command is missing");
    }
}
