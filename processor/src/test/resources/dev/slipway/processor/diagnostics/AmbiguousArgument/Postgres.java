package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("16.13") PG16,
    @Release("17.9") PG17
}
