package dev.slipway.definitions;

/**
 * The Debian release that images stand on; a move to the next is an edit of this word. Packages that have other names
 * there are refused by apt, at the first build.
 */
interface Debian {
    String RELEASE = "bookworm";
}
