package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Exclude("pg=16") // error: [Slipway.NothingToExclude] image 'tools' is not made for each release of axis 'pg', so @Exclude leaves nothing out. Take it away, or add @ForEach
interface Tools {}
