package dev.slipway.runner.doctor;

import java.util.Optional;

/**
 * What the docker program says.
 *
 * @param program where it is; empty if it is nowhere
 * @param daemon the version of the daemon that it finds
 * @param buildx the version of its builder
 */
record DockerAnswers(Optional<String> program, Answer daemon, Answer buildx) {
    /**
     * To one question.
     *
     * @param text the answer; or why there is none
     */
    record Answer(boolean isGood, String text) {}
}
