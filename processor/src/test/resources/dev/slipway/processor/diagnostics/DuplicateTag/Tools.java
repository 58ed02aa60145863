package test;

import dev.slipway.dsl.*;

@Image(tag = "one") // error: [Slipway.DuplicateTag] image 'tools' has tag 'one' for both 16.13 and 17.9. Name every axis in it: tag = "{pg}"
@From("debian:bookworm")
@ForEach(Postgres.class)
interface Tools {}
