package dev.slipway.runner.comparison;

/**
 * Where cases find what comes from outside, on the loopback interface.
 *
 * @param registry {@code 127.0.0.1:PORT} of the bases; built images go there, too
 * @param web the address of files to download, with a slash at its end
 * @param git the address of a repository
 */
record Places(String registry, String web, String git) {
    /** The reference of an image that one of the engines built. */
    String built(String engine, Case definition) {
        return registry + "/" + repository(engine, definition) + ":latest";
    }

    static String repository(String engine, Case definition) {
        return engine + "/" + definition.name();
    }
}
