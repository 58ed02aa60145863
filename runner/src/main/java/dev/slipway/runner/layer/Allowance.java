package dev.slipway.runner.layer;

/**
 * How much may come out of one layer. Container engines have no such limit, and registries have one for what goes in:
 * GitHub's takes 10 GB, Amazon's 52. A few bytes can stand for any number of zeros, though.
 *
 * @param bytes of all files, holes included, and of the archive itself
 * @param entries of all kinds
 */
record Allowance(long bytes, long entries) {
    static final Allowance DEFAULT = new Allowance(64L << 30, 4_000_000);
}
