package dev.slipway.definitions;

import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Workdir;

/**
 * Runs Citus' failure tests on one PostgreSQL release: between its nodes sits a proxy that delays, cuts and kills
 * connections when a test says so.
 */
@Image(tag = "{pg}")
@From(image = PythonPostgres.class)
@PythonTests
@Workdir(TestUser.HOME)
interface FailTester {}
