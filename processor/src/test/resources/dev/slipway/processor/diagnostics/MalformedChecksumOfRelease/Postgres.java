package test;

import dev.slipway.dsl.*;

@Axis("pg")
enum Postgres {
    @Release("16.13") @Sum("4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10") PG16,
    @Release("17.9") @Sum("4ACC9ACC76D5079515B46346A485974457B5A79893CFB01112423C89AEB5AA10") PG17
}
