package dev.slipway.runner.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.engine.InspectedBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    private static final List<String> DEBIAN = List.of("ID=debian", "VERSION_ID=\"12\"");
    private static final List<String> TRIXIE = List.of("ID=debian", "VERSION_ID=\"13\"");

    private List<String> release = DEBIAN;
    private boolean isRoot;
    private boolean mayMount;
    private final Map<String, String> programs = new HashMap<>(Map.of(
            "unshare", "/usr/bin/unshare",
            "runc", "/usr/sbin/runc",
            "newuidmap", "/usr/bin/newuidmap",
            "newgidmap", "/usr/bin/newgidmap",
            "git", "/usr/bin/git",
            "mmdebstrap", "/usr/bin/mmdebstrap"));
    private Set<String> ranges = Set.of("/etc/subuid", "/etc/subgid");
    private Optional<String> namespaces = Optional.empty();
    private Map<String, String> settings = Map.of();
    private Machine.StoreFolder store =
            new Machine.StoreFolder("/store", Optional.empty(), Optional.empty(), 60_500_000_000L);
    private DockerAnswers docker = new DockerAnswers(
            Optional.of("/usr/bin/docker"),
            new DockerAnswers.Answer(true, "28.2.2"),
            new DockerAnswers.Answer(true, "github.com/docker/buildx v0.38.2"),
            new DockerAnswers.Answer(true, "default (docker): BuildKit v0.22.0"));

    @Test
    void all_is_there() {
        assertThat(findings())
                .containsExactly(
                        "runner ok java: 17, /java []",
                        "embedded ok unshare: /usr/bin/unshare []",
                        "embedded ok OCI runtime: /usr/sbin/runc []",
                        "embedded ok newuidmap: /usr/bin/newuidmap []",
                        "embedded ok newgidmap: /usr/bin/newgidmap []",
                        "embedded ok /etc/subuid: has a range for builder []",
                        "embedded ok /etc/subgid: has a range for builder []",
                        "embedded ok namespaces: with a user namespace []",
                        "embedded ok store: /store, 60 GB free []",
                        "embedded ok overlayfs: mounts there []",
                        "embedded ok git: /usr/bin/git []",
                        "embedded ok mmdebstrap: /usr/bin/mmdebstrap []",
                        "docker ok docker: /usr/bin/docker []",
                        "docker ok daemon: 28.2.2 []",
                        "docker ok buildx: github.com/docker/buildx v0.38.2 []",
                        "docker ok builder: default (docker): BuildKit v0.22.0 []");
        assertThat(diagnosis().works(Area.EMBEDDED)).isTrue();
        assertThat(diagnosis().works(Area.DOCKER)).isTrue();
    }

    @Test
    void root_needs_no_ranges_and_no_sudo() {
        isRoot = true;
        mayMount = true;
        programs.keySet().retainAll(Set.of("unshare"));
        programs.put("crun", "/usr/bin/crun");
        ranges = Set.of();

        assertThat(findings())
                .contains(
                        "embedded ok OCI runtime: /usr/bin/crun []",
                        "embedded ok namespaces: as root []",
                        "embedded warning git: is missing; only git sources and the images' date need it"
                                + " [apt-get install git]",
                        "embedded warning mmdebstrap: is missing; only profiles that make bases need it"
                                + " [apt-get install mmdebstrap]")
                .noneMatch(finding -> finding.contains("/etc/sub"));
        assertThat(diagnosis().works(Area.EMBEDDED)).isTrue();
    }

    @Test
    void without_programs_nothing_is_tried() {
        programs.clear();
        ranges = Set.of("/etc/subuid");
        namespaces = Optional.of("unshare is missing. Install it with: apt-get install util-linux");

        assertThat(findings())
                .contains(
                        "embedded problem unshare: is missing [sudo apt-get install util-linux]",
                        "embedded problem OCI runtime: runc and crun are missing [sudo apt-get install runc]",
                        "embedded problem newuidmap: is missing [sudo apt-get install uidmap]",
                        "embedded problem newgidmap: is missing [sudo apt-get install uidmap]",
                        "embedded ok /etc/subuid: has a range for builder []",
                        "embedded problem /etc/subgid: has no range for builder"
                                + " [sudo usermod --add-subgids 165536-231071 builder]",
                        "embedded warning namespaces: not tried, as something else is missing []",
                        "embedded warning overlayfs: not tried, as something else is missing []");
        assertThat(diagnosis().works(Area.EMBEDDED)).isFalse();
    }

    @Test
    void of_kernel_settings_those_are_named_that_forbid_namespaces() {
        namespaces = Optional.of("this machine refuses new namespaces: unshare failed: Operation not permitted");
        settings = Map.of(
                "kernel.unprivileged_userns_clone", "1",
                "kernel.apparmor_restrict_unprivileged_userns", "1",
                "user.max_user_namespaces", "0");

        assertThat(findings())
                .contains(
                        "embedded problem namespaces: this machine refuses new namespaces: unshare failed: Operation not"
                                + " permitted [sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, sudo"
                                + " sysctl -w user.max_user_namespaces=10000]",
                        "embedded warning overlayfs: not tried, as something else is missing []");
        assertThat(diagnosis().works(Area.EMBEDDED)).isFalse();
    }

    @Test
    void a_store_that_is_full_still_works() {
        store = new Machine.StoreFolder("/store", Optional.empty(), Optional.empty(), 4_999_999_999L);

        assertThat(findings()).contains("embedded warning store: /store, 4 GB free [runner prune]");
        assertThat(diagnosis().works(Area.EMBEDDED)).isTrue();
    }

    @Test
    void a_store_that_nobody_can_write_to_does_not_work() {
        store = new Machine.StoreFolder("/store", Optional.of("/ is not writable"), Optional.empty(), 0);

        assertThat(findings())
                .contains(
                        "embedded problem store: /store: / is not writable [runner ... --store DIR]",
                        "embedded warning overlayfs: not tried, as something else is missing []");
        assertThat(diagnosis().works(Area.EMBEDDED)).isFalse();
    }

    @Test
    void a_store_that_overlays_cannot_be_in_does_not_work() {
        isRoot = true;
        store = new Machine.StoreFolder("/nfs", Optional.empty(), Optional.of("mount: wrong fs type"), 60_000_000_000L);

        assertThat(findings())
                .contains(
                        "embedded problem overlayfs: cannot be mounted in /nfs: mount: wrong fs type [modprobe overlay,"
                                + " runner ... --store DIR # on a local file system, not an overlay itself]");
        assertThat(diagnosis().works(Area.EMBEDDED)).isFalse();
    }

    @Test
    void no_docker() {
        DockerAnswers.Answer none = new DockerAnswers.Answer(false, "");
        docker = new DockerAnswers(Optional.empty(), none, none, none);

        assertThat(findings()).endsWith("docker problem docker: is missing [sudo apt-get install docker.io]");
        assertThat(diagnosis().works(Area.DOCKER)).isFalse();
        assertThat(diagnosis().works(Area.EMBEDDED)).isTrue();
    }

    @Test
    void no_daemon_and_no_buildx() {
        docker = new DockerAnswers(
                Optional.of("/usr/bin/docker"),
                new DockerAnswers.Answer(false, "Cannot connect"),
                new DockerAnswers.Answer(false, "unknown command"),
                new DockerAnswers.Answer(false, "unknown command"));

        assertThat(findings())
                .endsWith(
                        "docker problem daemon: Cannot connect [sudo systemctl start docker, docker context use NAME]",
                        "docker problem buildx: unknown command (debian 12 has no package of it that is known here) []",
                        "docker warning builder: not tried, as something else is missing []");
        release = TRIXIE;
        assertThat(findings()).contains("docker problem buildx: unknown command [sudo apt-get install docker-buildx]");
        release = List.of("ID=alpine", "VERSION_ID=3.23");
        assertThat(findings())
                .contains("docker problem daemon: Cannot connect [sudo service docker start, docker context use NAME]");
    }

    @Test
    void a_buildx_that_the_engine_refuses_is_a_problem() {
        docker = new DockerAnswers(
                Optional.of("/usr/bin/docker"),
                new DockerAnswers.Answer(true, "24.0.2"),
                new DockerAnswers.Answer(true, "github.com/docker/buildx v0.12.1 30feaa1"),
                docker.builder());
        release = TRIXIE;

        assertThat(findings())
                .contains(
                        "docker problem buildx: buildx 0.12.1 is too old: 0.13 is the first that tells its progress as"
                                + " JSON [sudo apt-get install docker-buildx]");
        assertThat(diagnosis().works(Area.DOCKER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildx v0.13.0", "buildx v1.0.1", "buildx v0.0.0+unknown", "it says nothing of it"})
    void other_versions_of_buildx_are_taken(String version) {
        docker = new DockerAnswers(
                docker.program(), docker.daemon(), new DockerAnswers.Answer(true, version), docker.builder());

        assertThat(findings()).contains("docker ok buildx: " + version + " []");
    }

    @Test
    void a_builder_that_the_engine_refuses_is_a_problem() {
        InspectedBuilder old = InspectedBuilder.parse(
                List.of("Name:   default", "Driver: docker", "", "Nodes:", "Name: default", "Buildkit: 20.10.24"));
        docker = new DockerAnswers(docker.program(), docker.daemon(), docker.buildx(), DockerProbe.builder(old));

        assertThat(findings())
                .endsWith("docker problem builder: default (docker): its BuildKit is too old: 20.10.24, and 0.12 is the"
                        + " first that will do [docker buildx create --use]");
        assertThat(diagnosis().works(Area.DOCKER)).isFalse();
    }

    @Test
    void a_builder_that_is_started_when_it_is_needed_is_taken() {
        InspectedBuilder stopped = InspectedBuilder.parse(
                List.of("Name:   farm", "Driver: kubernetes", "", "Nodes:", "Name: farm0", "Status: inactive"));
        docker = new DockerAnswers(docker.program(), docker.daemon(), docker.buildx(), DockerProbe.builder(stopped));

        assertThat(findings()).endsWith("docker ok builder: farm (kubernetes): inactive []");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ID=debian                         | apt-get install runc | apt-get install mmdebstrap
                    ID=ubuntu                         | apt-get install runc | apt-get install mmdebstrap
                    ID="linuxmint" ID_LIKE="ubuntu"   | apt-get install runc | apt-get install mmdebstrap
                    ID=fedora                         | dnf install runc     | dnf install mmdebstrap
                    ID="rocky" ID_LIKE="rhel centos fedora" | dnf install runc | dnf install mmdebstrap
                    ID=alpine                         | apk add runc         | -
                    ID=arch                           | -                    | -
                    NAME                              | -                    | -
                    """)
    void each_distribution_has_its_own_command(String file, String runc, String mmdebstrap) {
        Distribution distribution = Distribution.parse(
                List.of(file.replaceFirst(" (?=ID_LIKE)", "\n").split("\n")));

        assertThat(distribution.install(Software.OCI_RUNTIME)).isEqualTo(list(runc));
        assertThat(distribution.install(Software.MMDEBSTRAP)).isEqualTo(list(mmdebstrap));
    }

    private static List<String> list(String command) {
        return Optional.ofNullable(command).stream().toList();
    }

    private List<String> findings() {
        return diagnosis().findings().stream()
                .map(finding -> "%s %s %s: %s %s"
                        .formatted(finding.area(), finding.state(), finding.what(), finding.detail(), finding.cures()))
                .collect(Collectors.toList());
    }

    private Diagnosis diagnosis() {
        return new Doctor(new Machine(
                        Distribution.parse(release),
                        "17, /java",
                        "builder",
                        isRoot,
                        mayMount,
                        programs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        ranges,
                        165_536,
                        namespaces,
                        settings,
                        store,
                        docker))
                .diagnosis();
    }
}
