package dev.slipway.model;

/**
 * A secret given at build time as a file that no layer keeps, after BuildKit's {@code --mount=type=secret}.
 *
 * @param id its name on the runner's command line
 * @param target the absolute path of the file while the command runs
 */
public record SecretMount(String id, String target) {}
