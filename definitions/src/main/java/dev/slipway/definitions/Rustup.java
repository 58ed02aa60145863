package dev.slipway.definitions;

/** The release of rustup that installs Rust, with its checksums for Debian and for Alpine. */
final class Rustup {
    static final String VERSION = "1.29.0";
    static final String GNU_SHA256 = "4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10";
    static final String MUSL_SHA256 = "9cd3fda5fd293890e36ab271af6a786ee22084b5f6c2b83fd8323cec6f0992c1";

    private Rustup() {}
}
