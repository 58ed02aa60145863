package test;

import dev.slipway.dsl.*;

@Image(published = false) // error: [Slipway.NotExpressible] image 'base': '{pg.majors}-{pg.all}' spreads both {pg.majors} and {pg.all}: one list a word
@From("debian:bookworm")
@ForEach(Postgres.class)
@AptPackages("{pg.majors}-{pg.all}")
interface Base {}
