package test;

import dev.slipway.dsl.*;

@Image
@From(image = Base.class)
@ForEach(Postgres.class)
@Run("echo {pg.major} {pg.major}") // error: [Slipway.AmbiguousArgument] '{pg-major}' and '{pg.major}' would both be build argument PG_MAJOR. Rename an axis, attribute or source
interface Tools {}
