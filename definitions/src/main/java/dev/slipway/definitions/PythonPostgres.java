package dev.slipway.definitions;

import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Order;

/** The Python base with one PostgreSQL release. */
@Image(tag = "{pg}", published = false)
@From(image = PythonBase.class)
@ForEach(Postgres.class)
@OnePostgres
@PostgresOnPath
@SocketDirectory
@Order({OnePostgres.class, SocketDirectory.class})
interface PythonPostgres {}
