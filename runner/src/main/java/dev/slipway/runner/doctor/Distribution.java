package dev.slipway.runner.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose packages a machine has, as {@code os-release(5)} tells. */
record Distribution(Family family, String id, String version) {
    /** Those that have their package manager in common. */
    enum Family {
        DEBIAN,
        FEDORA,
        ALPINE,
        OTHER
    }

    private static final Map<String, Family> FAMILIES = Map.of(
            "debian", Family.DEBIAN,
            "ubuntu", Family.DEBIAN,
            "fedora", Family.FEDORA,
            "rhel", Family.FEDORA,
            "centos", Family.FEDORA,
            "alpine", Family.ALPINE);

    /** Reads the lines of the file; an empty one is that of no known distribution. */
    static Distribution parse(List<String> lines) {
        Map<String, String> values = lines.stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> unquoted(pair[1]), (first, second) -> second));
        String id = values.getOrDefault("ID", "");
        Family family = Stream.concat(
                        Stream.of(id),
                        Arrays.stream(values.getOrDefault("ID_LIKE", "").split(" ")))
                .flatMap(name -> Optional.ofNullable(FAMILIES.get(name)).stream())
                .findFirst()
                .orElse(Family.OTHER);
        return new Distribution(family, id, values.getOrDefault("VERSION_ID", ""));
    }

    private static String unquoted(String value) {
        return value.replaceAll("^[\"']|[\"']$", "");
    }

    /** {@code debian 12}. */
    String name() {
        return id.isEmpty() ? "this distribution" : (id + " " + version).strip();
    }

    /** The command that installs something; none where it is not known, or there is none. */
    List<String> install(Software software) {
        return switch (family) {
            case DEBIAN -> isTooOld(software) ? List.of() : command("apt-get install ", software.debian());
            case FEDORA -> command("dnf install ", software.fedora());
            case ALPINE -> command("apk add ", software.alpine());
            case OTHER -> List.of();
        };
    }

    private static List<String> command(String installer, String name) {
        return name.isEmpty() ? List.of() : List.of(installer + name);
    }

    /** Debian has buildx from 13 on. */
    private boolean isTooOld(Software software) {
        return software == Software.BUILDX
                && id.equals("debian")
                && List.of("11", "12").contains(version);
    }
}
