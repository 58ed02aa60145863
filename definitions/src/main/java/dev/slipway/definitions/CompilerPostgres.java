package dev.slipway.definitions;

import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** The compiler base with one PostgreSQL release. */
@Image(tag = "{pg}", published = false)
@From(image = CompilerBase.class)
@ForEach(Postgres.class)
@OnePostgres
interface CompilerPostgres {}
