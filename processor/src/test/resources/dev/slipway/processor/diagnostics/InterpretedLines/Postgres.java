package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("17.9") PG17
}
