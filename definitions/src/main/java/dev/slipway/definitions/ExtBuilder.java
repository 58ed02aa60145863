package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.RunAs;
import dev.slipway.dsl.Workdir;

/**
 * Builds Citus for one PostgreSQL release. Every pipeline begins here: what it compiles is unpacked in the images that
 * test it. How to build is Citus' own business and comes with its source.
 */
@Image(tag = "{pg}")
@From(image = CompilerPostgres.class)
@RunAs(TestUser.NAME)
@Workdir(TestUser.HOME)
@Check(run = "whoami", prints = TestUser.NAME)
@Check(run = "pwd", prints = TestUser.HOME)
interface ExtBuilder {}
