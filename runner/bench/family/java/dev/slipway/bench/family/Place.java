package dev.slipway.bench.family;

/** Where things come from; the benchmark puts in the ports that it listens on. */
final class Place {
    /** Debian's archive, through the caching proxy. */
    static final String ARCHIVE = "http://127.0.0.1:3142/debian";

    /** Debian with little in it. */
    static final String DEBIAN = "127.0.0.1:5000/bases/debian:bookworm";

    /** The same with Python. */
    static final String PYTHON = "127.0.0.1:5000/bases/python:bookworm";

    private Place() {}
}
