package dev.slipway.runner.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is.
 *
 * @param java version and place of the one that runs this
 * @param isRoot whether programs can be installed without sudo
 * @param mayMount whether namespaces can be made without a user namespace around them
 * @param programs where each one is, by its name
 * @param rangeFiles those of /etc/subuid and /etc/subgid in which the user has a range
 * @param firstFreeNumber that no range in them reaches
 * @param namespaces what keeps them from being made; empty if nothing does
 * @param kernelSettings those that may forbid them, as far as the kernel has them
 */
record Machine(
        Distribution distribution,
        String java,
        String user,
        boolean isRoot,
        boolean mayMount,
        Map<String, String> programs,
        Set<String> rangeFiles,
        long firstFreeNumber,
        Optional<String> namespaces,
        Map<String, String> kernelSettings,
        StoreFolder store,
        DockerAnswers docker) {
    static final List<String> RANGE_FILES = List.of("/etc/subuid", "/etc/subgid");

    /**
     * Where results are kept.
     *
     * @param problem why it cannot be written to; empty if it can
     * @param overlays why overlays cannot have their changes there; empty if they can
     * @param free bytes
     */
    record StoreFolder(String path, Optional<String> problem, Optional<String> overlays, long free) {}
}
