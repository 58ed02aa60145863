package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("16.13") @Major("16") PG16,
    @Release("17.9") @Major("17") PG17
}
