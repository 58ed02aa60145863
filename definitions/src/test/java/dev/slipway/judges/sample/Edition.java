package dev.slipway.judges.sample;

import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Release;

/** One plain edition, and a pre-release that has more libraries. */
@Axis("edition")
enum Edition {
    @Release("1.2")
    @Suite("bookworm")
    @Libraries("idna")
    ONE,

    @Release("2.0~rc1")
    @Suite("bookworm")
    @Libraries({"idna", "toml"})
    TWO
}
