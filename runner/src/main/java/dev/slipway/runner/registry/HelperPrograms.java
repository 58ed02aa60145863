package dev.slipway.runner.registry;

import java.util.List;

/** Credential helpers of this machine, which are to know none of the run's secrets. */
@FunctionalInterface
public interface HelperPrograms {
    /** One that is yet to be started, with the environment that it may have. */
    ProcessBuilder program(List<String> command);
}
