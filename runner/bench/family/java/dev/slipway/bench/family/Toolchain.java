package dev.slipway.bench.family;

import dev.slipway.dsl.Account;
import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.Fragment;

/** What Citus' images have for compiling C, and the user that compiles. */
@Fragment
@Account(Toolchain.USER)
@AptPackages({
    "autoconf",
    "build-essential",
    "ca-certificates",
    "curl",
    "gdb",
    "gnupg",
    "gosu",
    "lcov",
    "libcurl4-openssl-dev",
    "libicu-dev",
    "liblz4-dev",
    "libreadline-dev",
    "libselinux1-dev",
    "libssl-dev",
    "libxslt-dev",
    "libzstd-dev",
    "perl"
})
@interface Toolchain {
    String USER = "builder";
}
