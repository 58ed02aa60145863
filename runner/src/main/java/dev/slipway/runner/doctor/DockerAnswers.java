package dev.slipway.runner.doctor;

import java.util.Optional;

/**
 * What the docker program says.
 *
 * @param program where it is; empty if it is nowhere
 * @param daemon the version of the daemon that it finds
 * @param buildx the version of its plugin that builds
 * @param builder the builder that its user has chosen
 */
record DockerAnswers(Optional<String> program, Answer daemon, Answer buildx, Answer builder) {
    /**
     * To one question.
     *
     * @param text the answer; or why there is none
     */
    record Answer(boolean isGood, String text) {}
}
