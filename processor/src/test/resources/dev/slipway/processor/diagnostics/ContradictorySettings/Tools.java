package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@ForAll(Postgres.class) // error: [Slipway.ContradictorySettings] image 'tools' is made both for each and for all releases of axis 'pg'. Keep one of them
@Env(name = "A", value = "1")
@Env(name = "A", value = "2") // error: [Slipway.ContradictorySettings] variable 'A' of 'tools' is both '1' and '2'. Keep one of them
@Env(name = "PATH", value = "/opt/bin:$PATH")
@Run(value = "true", env = {@Env(name = "B", value = "1"), @Env(name = "B", value = "2")}) // error: [Slipway.ContradictorySettings] variable 'B' is both '1' and '2'. Keep one of them
@Exclude({"pg=16", "pg=17"}) // error: [Slipway.ContradictorySettings] no image is made for two releases of axis 'pg' at once. Write an @Exclude for each
interface Tools {}
