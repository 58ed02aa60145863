package dev.slipway.judges.sample;

import dev.slipway.dsl.Account;
import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Locales;

/** What every house starts from. */
@Image(published = false)
@From("debian:bookworm")
@Account(value = "guest", uid = 1500, groups = "staff")
@AptPackages({"locales", "python3-pip"})
@Locales({"da_DK.UTF-8 UTF-8", "da_DK ISO-8859-1"})
interface Lobby {}
