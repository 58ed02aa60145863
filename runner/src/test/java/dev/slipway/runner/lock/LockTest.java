package dev.slipway.runner.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.Text;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.profile.Profile;
import dev.slipway.runner.testing.Golden;
import dev.slipway.runner.testing.LockableFamily;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What locks make of graphs and profiles, and what they lack. */
class LockTest {
    private static final String BASE = "debian:bookworm";
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String NAMED = "named: apt-get install";
    private static final String SCRIPTED = "scripted: RUN apt-get update";

    private static final Family FAMILY = LockableFamily.on(BASE, "tool", "other=1*");
    private static final BuildGraph GRAPH = BuildGraph.of(FAMILY);

    @Test
    void bases_are_pulled_by_their_digest_and_packages_have_versions() {
        Lock lock =
                bases(BASE).with(LockTextTest.packages(NAMED, Map.of("tool", "1.0", "library", "1.1", "other", "1.2")));

        BuildGraph locked = new LockedFamily(lock, Profile.none(), "runner lock").apply(GRAPH);

        Node named = locked.node("named").orElseThrow();
        assertThat(named.main().base()).isEqualTo(new Base.External(Text.literal(BASE + "@" + DIGEST)));
        assertThat(named.main().operations())
                .extracting(Operation::title)
                .containsExactly("apt-get install tool=1.0 other=1.2");
        assertThat(locked.nodes())
                .extracting(Node::digest)
                .doesNotContainAnyElementsOf(
                        GRAPH.nodes().stream().map(Node::digest).toList());
    }

    @Test
    void a_lock_without_entries_changes_nothing() {
        assertThat(new LockedFamily(Lock.EMPTY, Profile.none(), "runner lock").apply(GRAPH))
                .isEqualTo(GRAPH);
    }

    @Test
    void a_locked_step_pins_installs_and_compares(TestInfo test) {
        Lock lock = LockTextTest.packages(SCRIPTED, Map.of("by-script", "1.0", "library", "1:2.0~a+b"));

        Golden.assertMatches(bodies(lock, "scripted"), "txt", test);
    }

    @Test
    void where_something_is_not_locked_more_may_come_along() {
        Lock all = LockTextTest.packages(NAMED, Map.of("tool", "1.0", "other", "1.2"));
        Lock some = LockTextTest.packages(NAMED, Map.of("tool", "1.0"));

        assertThat(bodies(all, "named"))
                .contains(" would be installed, and is not locked. Lock it with: runner lock\"");
        assertThat(bodies(some, "named")).doesNotContain("would be installed");
    }

    private static String bodies(Lock lock, String node) {
        return new LockedFamily(lock, Profile.none(), "runner lock")
                .apply(GRAPH).node(node).orElseThrow().main().operations().stream()
                        .flatMap(operation -> operation.instructions().stream())
                        .map(instruction -> ((Instruction.Run) instruction).body())
                        .collect(Collectors.joining("---\n"));
    }

    @Test
    void a_git_source_is_a_commit() {
        BuildGraph cloned = BuildGraph.of(LockableFamily.ofGit("https://git.example/citus.git", "v1"));
        Lock lock = new Lock(
                new TreeMap<>(),
                new TreeMap<>(Map.of("https://git.example/citus.git#v1", COMMIT)),
                new TreeMap<>(),
                new TreeMap<>());

        Operation locked = new LockedFamily(lock, Profile.none(), "runner lock")
                .apply(cloned)
                .nodes()
                .get(0)
                .main()
                .operations()
                .get(0);
        assertThat(locked.title()).isEqualTo("ADD https://git.example/citus.git#v1 at " + COMMIT);
        assertThat(locked.instructions())
                .containsExactly(new Instruction.GitSource(
                        Text.literal("https://git.example/citus.git"), Text.literal(COMMIT), Text.literal("/src")));
    }

    @Test
    void a_base_that_a_profile_replaces_is_locked_by_the_other_name() {
        LockedFamily family = new LockedFamily(
                bases("mirror.example/debian:bookworm"),
                profile(new BaseRecipe.Replaced("mirror.example/debian:bookworm")),
                "runner lock");

        assertThat(family.base(new Base.External(Text.literal(BASE))))
                .isEqualTo(new Base.External(Text.literal("mirror.example/debian:bookworm@" + DIGEST)));
    }

    @Test
    void a_base_that_a_profile_makes_is_made_of_the_locked_versions() {
        Lock lock = new Lock(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(BASE, new TreeMap<>(Map.of("tar", "1.34", "sed", "4.9")))),
                new TreeMap<>());
        Profile profile = profile(new BaseRecipe.Debootstrapped("bookworm", List.of("tar")));

        assertThat(new LockedFamily(lock, profile, "runner lock")
                        .lockedProfile()
                        .bases())
                .containsExactly(
                        Map.entry(BASE, new BaseRecipe.Debootstrapped("bookworm", List.of("sed=4.9", "tar=1.34"))));
    }

    private static Profile profile(BaseRecipe recipe) {
        return new Profile("", "", Map.of(), Map.of(BASE, recipe), Map.of(), Map.of(), Map.of(), List.of());
    }

    @Test
    void what_is_not_locked_is_named_with_its_place() {
        Lock lock = LockTextTest.packages(NAMED, Map.of("tool", "1.0"));

        assertThat(Unlocked.in(lock, Profile.none(), FAMILY, GRAPH.nodes()))
                .extracting(Unlocked::describe)
                .containsExactly(
                        "base 'debian:bookworm', Image.java:7 @Run",
                        "package 'other' in named, Packaged.java:8 @AptPackages",
                        "step 'scripted: RUN apt-get update', Packaged.java:5 @Run");
        Family cloned = LockableFamily.ofGit("https://git.example/citus.git", "v1");
        assertThat(Unlocked.in(
                        lock, Profile.none(), cloned, BuildGraph.of(cloned).nodes()))
                .extracting(Unlocked::describe)
                .containsExactly("git source 'https://git.example/citus.git#v1', Packaged.java:9 @GitSource");
        Family commit = LockableFamily.ofGit("https://git.example/citus.git", COMMIT);
        assertThat(Unlocked.in(
                        lock, Profile.none(), commit, BuildGraph.of(commit).nodes()))
                .isEmpty();
    }

    @Test
    void a_step_that_installed_nothing_is_known_to_have_been_looked_at() {
        Lock lock = bases(BASE)
                .with(LockTextTest.packages(NAMED, Map.of("tool", "1.0", "other", "1.2")))
                .with(LockTextTest.packages(SCRIPTED, Map.of()));

        assertThat(Unlocked.in(lock, Profile.none(), FAMILY, GRAPH.nodes())).isEmpty();
    }

    @Test
    void packages_of_alpine_cannot_be_locked() {
        Family alpine = LockableFamily.ofAlpine(BASE, "git");
        List<Node> nodes = BuildGraph.of(alpine).nodes();

        assertThat(Uses.of(Profile.none(), nodes).installs()).isEmpty();
        assertThat(Unlocked.in(bases(BASE), Profile.none(), alpine, nodes))
                .extracting(Unlocked::describe)
                .containsExactly("'apk add git' in small, as a lock cannot hold packages of Alpine,"
                        + " Packaged.java:8 @ApkPackages");
    }

    @Test
    void a_package_that_a_recipe_names_since_is_made_all_the_same_and_is_not_locked() {
        Lock lock = new Lock(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(BASE, new TreeMap<>(Map.of("awk", Lock.VIRTUAL, "tar", "1.34")))),
                new TreeMap<>(
                        Map.of(SCRIPTED, new TreeMap<>(), NAMED, new TreeMap<>(Map.of("tool", "1", "other", "1")))));
        Profile same = profile(new BaseRecipe.Debootstrapped("bookworm", List.of("awk", "tar")));
        Profile more = profile(new BaseRecipe.Debootstrapped("bookworm", List.of("awk", "git", "tar")));

        assertThat(new LockedFamily(lock, more, "runner lock").lockedProfile().bases())
                .containsExactly(
                        Map.entry(BASE, new BaseRecipe.Debootstrapped("bookworm", List.of("awk", "tar=1.34", "git"))));
        assertThat(Unlocked.in(lock, same, FAMILY, GRAPH.nodes())).isEmpty();
        assertThat(Unlocked.in(lock, more, FAMILY, GRAPH.nodes()))
                .extracting(Unlocked::describe)
                .containsExactly("base 'debian:bookworm', Image.java:7 @Run");
    }

    @Test
    void entries_that_nothing_uses_are_stale() {
        Lock lock = bases(BASE, "debian:bullseye")
                .with(LockTextTest.packages(NAMED, Map.of("tool", "1.0")))
                .with(LockTextTest.packages("gone: apt-get install", Map.of("tool", "1.0")));
        Uses uses = Uses.of(Profile.none(), GRAPH.nodes());

        assertThat(lock.stale(uses)).containsExactly("debian:bullseye", "gone: apt-get install");
        assertThat(lock.only(uses)).isEqualTo(bases(BASE).with(LockTextTest.packages(NAMED, Map.of("tool", "1.0"))));
    }

    @Test
    void names_are_those_of_bases_sources_and_packages() {
        Lock lock = new Lock(
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("https://git.example/citus.git#v1", COMMIT)),
                        new TreeMap<>(),
                        new TreeMap<>())
                .with(bases(BASE))
                .with(LockTextTest.packages(NAMED, Map.of("tool", "1.0")));

        assertThat(lock.names())
                .containsExactly(BASE, "https://git.example/citus.git", "https://git.example/citus.git#v1", "tool");
        assertThat(lock.without(lock.names())).isEqualTo(LockTextTest.packages(NAMED, Map.of()));
    }

    private static Lock bases(String... references) {
        return new Lock(
                new TreeMap<>(List.of(references).stream()
                        .collect(Collectors.toMap(name -> name, name -> new TreeMap<>(Map.of("digest", DIGEST))))),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }
}
