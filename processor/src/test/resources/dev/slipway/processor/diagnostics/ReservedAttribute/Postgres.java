package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("16.13") @Plain("16") PG16,
    @Release("18~beta1") @Plain("18") PG18
}
