package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.Fragment;

/**
 * What it takes to compile Citus, and what is handy beside it wherever it is compiled or tested. A package that all
 * images on Debian need is one word here.
 */
@Fragment
@AptPackages({
    "apt-transport-https",
    "autoconf",
    "build-essential",
    "ca-certificates",
    "curl",
    "debian-archive-keyring",
    "gcc",
    "gdb",
    "gnupg",
    "gosu",
    "lcov",
    "libcurl4",
    "libcurl4-openssl-dev",
    "libicu-dev",
    "liblz4-1",
    "liblz4-dev",
    "libreadline-dev",
    "libselinux1-dev",
    "libssl-dev",
    "libxslt-dev",
    "libzstd-dev",
    "libzstd1",
    "make",
    "perl"
})
@interface Toolchain {}
