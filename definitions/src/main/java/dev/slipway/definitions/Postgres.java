package dev.slipway.definitions;

import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Release;

/**
 * The PostgreSQL releases that Citus is built and tested against.
 *
 * <p>A new minor release is an edit of one line here: the version and the checksum of its source, which stands beside
 * {@code postgresql-VERSION.tar.bz2} where PostgreSQL publishes it. A new major release is a new line; while it is a
 * pre-release, {@code 19~beta1}, as Debian writes it.
 */
@Axis("pg")
public enum Postgres {
    // spotless:off
    @Release("16.13") @SourceSha256("dc2ddbbd245c0265a689408e3d2f2f3f9ba2da96bd19318214b313cdd9797287") @OldCitus("v12.1.12") PG16,
    @Release("17.9")  @SourceSha256("3b9a62538a8da151e807a3ddb1198e8605f2032544d78f403ae883d27ecf1ee4") @OldCitus("v13.2.2") PG17,
    @Release("18.3")  @SourceSha256("d95663fbbf3a80f81a9d98d895266bdcb74ba274bcc04ef6d76630a72dee016f") @OldCitus("v14.0.1") PG18,
    // spotless:on
}
