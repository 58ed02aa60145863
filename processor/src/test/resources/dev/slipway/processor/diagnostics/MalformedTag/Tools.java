package test;

import dev.slipway.dsl.*;

@Image(tag = "-{pg}") // error: [Slipway.MalformedTag] '-16.13' is not a tag: at most 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-'
@From("debian:bookworm")
@ForEach(Postgres.class)
interface Tools {}
