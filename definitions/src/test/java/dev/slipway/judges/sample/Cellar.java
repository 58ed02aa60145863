package dev.slipway.judges.sample;

import dev.slipway.dsl.Command;
import dev.slipway.dsl.Files;
import dev.slipway.dsl.ForAll;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Run;

/** One image for all editions. */
@Image(tag = "{edition.all}")
@From("debian:bookworm")
@ForAll(Edition.class)
@Files(from = "wine.txt", to = "/srv/cellar/")
@Run("for edition in {edition.all.major}; do echo \"a bottle of $edition\"; done > /srv/cellar/bottles")
@Command({"cat", "/srv/cellar/{edition.all.major.last}"})
interface Cellar {}
