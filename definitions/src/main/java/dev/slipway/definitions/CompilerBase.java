package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** Debian with all that building a C extension and running PostgreSQL's tests of it takes, except PostgreSQL. */
@Image(published = false)
@From("buildpack-deps:" + Debian.RELEASE)
@TestUser
@Toolchain
@AptPackages({"bison", "cpanminus", "flex", "libipc-run-perl"})
@TestLocales
interface CompilerBase {}
