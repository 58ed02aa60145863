package dev.slipway.runner.doctor;

import dev.slipway.runner.engine.BuildxVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from what a machine has. */
public final class Doctor {
    /** The value that allows namespaces, by kernel setting. */
    static final Map<String, String> KERNEL_SETTINGS = Map.of(
            "kernel.unprivileged_userns_clone", "1",
            "kernel.apparmor_restrict_unprivileged_userns", "0",
            "user.max_user_namespaces", "10000");

    private static final long GIGABYTE = 1_000_000_000;
    private static final long LITTLE = 5;
    private static final int NUMBERS = 65_536;
    private static final String BUILDER = "builder";
    private static final String NOT_TRIED = "not tried, as something else is missing";

    private final Machine machine;

    Doctor(Machine machine) {
        this.machine = machine;
    }

    /** Looks at this machine, and at the folder of a store, which is not made where it is not there. */
    public static Diagnosis examine(Path store) throws InterruptedException {
        return new Doctor(MachineProbe.look(store)).diagnosis();
    }

    Diagnosis diagnosis() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Area.RUNNER, "java", machine.java()));
        findings.addAll(embedded());
        findings.addAll(docker());
        return new Diagnosis(findings);
    }

    private List<Finding> embedded() {
        List<Finding> findings = new ArrayList<>();
        findings.add(program(Area.EMBEDDED, "unshare", Software.UNSHARE));
        findings.add(runtime());
        if (!machine.mayMount()) {
            findings.add(program(Area.EMBEDDED, "newuidmap", Software.UID_MAPS));
            findings.add(program(Area.EMBEDDED, "newgidmap", Software.UID_MAPS));
            Machine.RANGE_FILES.forEach(file -> findings.add(range(file)));
        }
        boolean complete = findings.stream().allMatch(finding -> finding.state() == Finding.State.OK);
        findings.add(namespaces(complete));
        findings.add(store());
        findings.add(overlays(complete));
        findings.add(someBuilds("git", Software.GIT, "git sources and the images' date"));
        findings.add(someBuilds("mmdebstrap", Software.MMDEBSTRAP, "profiles that make bases"));
        return findings;
    }

    private Finding program(Area area, String name, Software software) {
        return Optional.ofNullable(machine.programs().get(name))
                .map(path -> Finding.ok(area, name, path))
                .orElseGet(() -> Finding.problem(area, name, "is missing", install(software)));
    }

    private Finding runtime() {
        return Stream.of("runc", "crun")
                .flatMap(name -> Optional.ofNullable(machine.programs().get(name)).stream())
                .findFirst()
                .map(path -> Finding.ok(Area.EMBEDDED, "OCI runtime", path))
                .orElseGet(() -> Finding.problem(
                        Area.EMBEDDED, "OCI runtime", "runc and crun are missing", install(Software.OCI_RUNTIME)));
    }

    private Finding range(String file) {
        if (machine.rangeFiles().contains(file)) {
            return Finding.ok(Area.EMBEDDED, file, "has a range for " + machine.user());
        }
        long first = machine.firstFreeNumber();
        String range = first + "-" + (first + NUMBERS - 1);
        String option = file.endsWith("uid") ? "--add-subuids " : "--add-subgids ";
        return Finding.problem(
                Area.EMBEDDED,
                file,
                "has no range for " + machine.user(),
                asRoot(List.of("usermod " + option + range + " " + machine.user())));
    }

    private Finding namespaces(boolean complete) {
        if (!complete) {
            return Finding.warning(Area.EMBEDDED, "namespaces", NOT_TRIED, List.of());
        }
        return machine.namespaces()
                .map(problem -> Finding.problem(Area.EMBEDDED, "namespaces", problem, kernelCures()))
                .orElseGet(() -> Finding.ok(
                        Area.EMBEDDED, "namespaces", machine.mayMount() ? "as root" : "with a user namespace"));
    }

    /** Only for the settings that are not as they have to be. */
    private List<String> kernelCures() {
        return asRoot(machine.kernelSettings().entrySet().stream()
                .filter(setting -> forbids(setting.getKey(), setting.getValue()))
                .map(setting -> "sysctl -w " + setting.getKey() + "=" + KERNEL_SETTINGS.get(setting.getKey()))
                .sorted()
                .toList());
    }

    private static boolean forbids(String setting, String value) {
        return setting.startsWith("kernel.apparmor") ? !value.equals("0") : value.equals("0");
    }

    private Finding store() {
        Machine.StoreFolder store = machine.store();
        if (store.problem().isPresent()) {
            return Finding.problem(
                    Area.EMBEDDED,
                    "store",
                    store.path() + ": " + store.problem().get(),
                    List.of("runner ... --store DIR"));
        }
        long free = store.free() / GIGABYTE;
        String detail = store.path() + ", " + free + " GB free";
        return free < LITTLE
                ? Finding.warning(Area.EMBEDDED, "store", detail, List.of("runner prune"))
                : Finding.ok(Area.EMBEDDED, "store", detail);
    }

    private Finding overlays(boolean complete) {
        Machine.StoreFolder store = machine.store();
        if (!complete || machine.namespaces().isPresent() || store.problem().isPresent()) {
            return Finding.warning(Area.EMBEDDED, "overlayfs", NOT_TRIED, List.of());
        }
        return store.overlays()
                .map(problem -> Finding.problem(
                        Area.EMBEDDED,
                        "overlayfs",
                        "cannot be mounted in " + store.path() + ": " + problem,
                        Stream.concat(
                                        asRoot(List.of("modprobe overlay")).stream(),
                                        Stream.of(
                                                "runner ... --store DIR # on a local file system, not an overlay itself"))
                                .toList()))
                .orElseGet(() -> Finding.ok(Area.EMBEDDED, "overlayfs", "mounts there"));
    }

    private Finding someBuilds(String name, Software software, String what) {
        return Optional.ofNullable(machine.programs().get(name))
                .map(path -> Finding.ok(Area.EMBEDDED, name, path))
                .orElseGet(() -> Finding.warning(
                        Area.EMBEDDED, name, "is missing; only " + what + " need it", install(software)));
    }

    private List<Finding> docker() {
        DockerAnswers docker = machine.docker();
        if (docker.program().isEmpty()) {
            return List.of(Finding.problem(Area.DOCKER, "docker", "is missing", install(Software.DOCKER)));
        }
        return List.of(
                Finding.ok(Area.DOCKER, "docker", docker.program().get()),
                docker.daemon().isGood()
                        ? Finding.ok(Area.DOCKER, "daemon", docker.daemon().text())
                        : Finding.problem(Area.DOCKER, "daemon", docker.daemon().text(), startDaemon()),
                buildx(docker.buildx()),
                builder(docker));
    }

    private Finding buildx(DockerAnswers.Answer answer) {
        Optional<String> problem = answer.isGood() ? BuildxVersion.problem(answer.text()) : Optional.of(answer.text());
        return problem.map(text -> Finding.problem(Area.DOCKER, "buildx", without(text), install(Software.BUILDX)))
                .orElseGet(() -> Finding.ok(Area.DOCKER, "buildx", answer.text()));
    }

    private static Finding builder(DockerAnswers docker) {
        DockerAnswers.Answer answer = docker.builder();
        if (docker.buildx().isGood() && answer.isGood()) {
            return Finding.ok(Area.DOCKER, BUILDER, answer.text());
        }
        return docker.buildx().isGood() && docker.daemon().isGood()
                ? Finding.problem(Area.DOCKER, BUILDER, answer.text(), List.of("docker buildx create --use"))
                : Finding.warning(Area.DOCKER, BUILDER, NOT_TRIED, List.of());
    }

    private String without(String answer) {
        return machine.distribution().install(Software.BUILDX).isEmpty()
                ? answer + " (" + machine.distribution().name() + " has no package of it that is known here)"
                : answer;
    }

    private List<String> startDaemon() {
        String start = machine.distribution().family() == Distribution.Family.ALPINE
                ? "service docker start"
                : "systemctl start docker";
        return Stream.concat(asRoot(List.of(start)).stream(), Stream.of("docker context use NAME"))
                .toList();
    }

    private List<String> install(Software software) {
        return asRoot(machine.distribution().install(software));
    }

    private List<String> asRoot(List<String> commands) {
        return commands.stream()
                .map(command -> machine.isRoot() ? command : "sudo " + command)
                .toList();
    }
}
