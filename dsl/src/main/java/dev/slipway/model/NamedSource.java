package dev.slipway.model;

/**
 * A named outside place that a profile can replace.
 *
 * @param name how references call it: {@code pgdg}
 * @param location its default: a URL, or empty for the default of the tool that uses it
 */
public record NamedSource(String name, String location, Origin origin) {}
