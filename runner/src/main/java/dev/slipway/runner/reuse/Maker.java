package dev.slipway.runner.reuse;

import java.util.Optional;

/**
 * Who makes images in this run.
 *
 * @param engine its name
 * @param commit of the definitions, if they are in a checkout
 */
public record Maker(String engine, Optional<String> commit) {}
