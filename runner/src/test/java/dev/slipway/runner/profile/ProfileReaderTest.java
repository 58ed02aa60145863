package dev.slipway.runner.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Family;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.failure.InputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
    private static final Family FAMILY = TestFamily.family();

    @Test
    void a_profile_changes_releases_sources_repositories_and_bases_and_leaves_images_out() {
        Profile profile = read("""
                description = "Debian's archive alone"
                [axes.pg]
                releases = [ { version = "15", citus = ["v11.3.0", "v11.2.0"] } ]
                [bases."buildpack-deps:bookworm"]
                suite = "bookworm"
                packages = ["ca-certificates"]
                [bases."alpine:3.22"]
                image = "registry.example/alpine:3.22"
                [registries."docker.io"]
                mirrors = ["mirror.example:5000", "other.example/hub"]
                [repositories.pgdg]
                url = "https://mirror.example/pgdg"
                suites = ["stable"]
                [sources]
                pgdg = "https://mirror.example/apt"
                [images]
                omit = [ { name = "extbuilder", because = "nobody needs it" } ]
                """);

        Family changed = profile.apply(FAMILY);

        assertThat(profile.description()).isEqualTo("Debian's archive alone");
        assertThat(BuildGraph.of(changed).nodes())
                .extracting(Node::id)
                .containsExactly("compilerbase", "pgupgradetester", "stylechecker");
        assertThat(changed.axes().get(0).releases().get(0).attributes())
                .isEqualTo(Map.of("citus", List.of("v11.3.0", "v11.2.0")));
        assertThat(changed.sources().get(0).location()).isEqualTo("https://mirror.example/apt");
        assertThat(profile.bases())
                .isEqualTo(Map.of(
                        "buildpack-deps:bookworm",
                        new BaseRecipe.Debootstrapped("bookworm", List.of("ca-certificates")),
                        "alpine:3.22",
                        new BaseRecipe.Replaced("registry.example/alpine:3.22")));
        assertThat(profile.mirrors())
                .isEqualTo(Map.of("docker.io", List.of("mirror.example:5000", "other.example/hub")));
        assertThat(profile.omissions(FAMILY))
                .containsExactly(
                        new Omission("extbuilder", "nobody needs it"),
                        new Omission("exttester", "needs extbuilder, which is left out"));
    }

    @Test
    void a_repository_is_replaced_where_the_profile_says_so() {
        Family changed = read("repositories.pgdg = { url = \"https://mirror.example\", suites = [\"stable\"] }")
                .apply(FAMILY);

        assertThat(repositories(changed)).singleElement().satisfies(repository -> {
            assertThat(repository.url()).isEqualTo(Text.literal("https://mirror.example"));
            assertThat(repository.suites()).containsExactly(Text.literal("stable"));
            assertThat(repository.components()).containsExactly(Text.literal("main"));
        });
    }

    @Test
    void a_repository_is_left_out() {
        assertThat(repositories(read("repositories.pgdg.omit = true").apply(FAMILY)))
                .isEmpty();
    }

    @Test
    void no_profile_changes_nothing() {
        assertThat(Profile.none().apply(FAMILY)).isEqualTo(FAMILY);
        assertThat(read("").apply(FAMILY)).isEqualTo(FAMILY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    axis.pg.releases = []                             | axis: there is no key 'axis'. Did you mean 'axes'?
                    axes.pgg.releases = []                            | axes.pgg: there is no axis 'pgg'. Did you mean 'pg'?
                    axes.pg.releases = []                             | axes.pg.releases: must hold at least one release
                    axes.pg.release = []                              | axes.pg.release: there is no key 'release'. Did you mean 'releases'?
                    axes.pg.releases = [{ version = "15" }]           | axes.pg.releases[0]: lacks 'citus', which every release of axis 'pg' has
                    axes.pg.releases = [{ citus = "v1" }]             | axes.pg.releases[0]: lacks 'version'
                    axes.pg.releases = [{ version = "15", ctus = [] }]| axes.pg.releases[0].ctus: there is no attribute 'ctus'. Did you mean 'citus'?
                    axes.pg.releases = [{ version = "a b", citus = []}]| axes.pg.releases[0].version: 'a b' is not a version such as 16.13 or 18~beta1
                    bases."alpine:3.2".image = "x"                    | bases."alpine:3.2": there is no base 'alpine:3.2'. Did you mean 'alpine:3.22'?
                    bases."alpine:3.22".suit = "x"                   | bases."alpine:3.22".suit: there is no key 'suit'. Did you mean 'suite'?
                    bases."alpine:3.22" = {}                          | bases."alpine:3.22": needs either 'suite', to make it from Debian's archive, or 'image'
                    bases."alpine:3.22" = "x"                         | bases."alpine:3.22": must be a table
                    registries."docker.io" = {}                       | registries."docker.io": lacks 'mirrors'
                    registries."docker.io".mirror = "x"               | registries."docker.io".mirror: there is no key 'mirror'. Did you mean 'mirrors'?
                    registries."docker.io".mirrors = 1                | registries."docker.io".mirrors: must be a list
                    repositories.pgd.omit = true                      | repositories.pgd: there is no apt repository 'pgd'. Did you mean 'pgdg'?
                    repositories.pgdg = {}                            | repositories.pgdg: needs either 'omit = true' or some of 'url', 'suites' and 'components'
                    repositories.pgdg.omit = "yes"                    | repositories.pgdg.omit: must be true or false
                    sources.pgd = "x"                                 | sources.pgd: there is no source 'pgd'. Did you mean 'pgdg'?
                    sources.pgdg = 1                                  | sources.pgdg: must be a string
                    images.omit = [{ name = "stylecheker", because = "x" }] | images.omit[0].name: there is no image 'stylecheker'. Did you mean 'stylechecker'?
                    images.omit = [{ name = "stylechecker" }]         | images.omit[0]: lacks 'because'
                    images.omit = ["stylechecker"]                    | images.omit: must be a list of tables
                    """)
    void everything_in_it_is_checked(String toml, String message) {
        assertThatThrownBy(() -> read(toml)).isInstanceOf(InputException.class).hasMessage("company.toml: " + message);
    }

    @Test
    void what_is_no_toml_is_refused_with_its_line() {
        assertThatThrownBy(() -> read("description = \"x\"\n[axes\n"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("company.toml:2: not TOML: ");
    }

    private static Profile read(String toml) {
        return new ProfileReader(List.of(FAMILY)).read("company.toml", toml);
    }

    private static List<Step.AptRepository> repositories(Family family) {
        return family.images().stream()
                .flatMap(image -> image.main().steps().stream())
                .flatMap(step -> step instanceof Step.AptRepository repository ? Stream.of(repository) : Stream.empty())
                .toList();
    }
}
