package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("16.13") @Majors({"15", "16"}) PG16,
    @Release("17.9") @Majors("17") PG17
}
