package dev.slipway.runner.doctor;

/** What can be installed, and which package of a distribution has it; empty where none does. */
enum Software {
    UNSHARE("util-linux", "util-linux", "util-linux-misc"),
    UID_MAPS("uidmap", "shadow-utils", "shadow-subids"),
    OCI_RUNTIME("runc", "runc", "runc"),
    GIT("git", "git", "git"),
    MMDEBSTRAP("mmdebstrap", "mmdebstrap", ""),
    DOCKER("docker.io", "moby-engine", "docker"),
    BUILDX("docker-buildx", "docker-buildx", "docker-cli-buildx");

    private final String debian;
    private final String fedora;
    private final String alpine;

    Software(String debian, String fedora, String alpine) {
        this.debian = debian;
        this.fedora = fedora;
        this.alpine = alpine;
    }

    String debian() {
        return debian;
    }

    String fedora() {
        return fedora;
    }

    String alpine() {
        return alpine;
    }
}
