package dev.slipway.judges.sample;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.AptRepository;
import dev.slipway.dsl.Check;
import dev.slipway.dsl.Command;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Entrypoint;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Expose;
import dev.slipway.dsl.Files;
import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Label;
import dev.slipway.dsl.PythonLibs;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.RunAs;
import dev.slipway.dsl.Shell;
import dev.slipway.dsl.Volume;
import dev.slipway.dsl.Workdir;

/** A house with "quotes", $dollars and \ backslashes in it. */
@Image(tag = "{edition}")
@From(image = Lobby.class)
@ForEach(Edition.class)
@Shell({"/bin/bash", "-o", "pipefail", "-c"})
@AptRepository(
        name = "contrib",
        url = "{debian}",
        suites = "bookworm",
        components = "contrib",
        key = "keys/debian-archive-keyring.gpg")
@AptPackages("python3-{edition.libraries}")
@AptPackages(value = "crafty-bitmaps", suite = "bookworm")
@PythonLibs(value = "greeting==1.0", index = "{files}/simple", breakSystemPackages = true)
@Files(from = "house", to = "/srv/house/", owner = "guest:staff")
@Files(from = "wine.txt", to = "/srv/red wine.txt", mode = "0600")
@CopyFrom(external = "debian:{edition.suite}", from = "/etc/debian_version", to = "/srv/debian_version")
@CopyFrom(image = Cellar.class, from = "/srv/cellar/bottles", to = "/srv/bottles", owner = "guest", mode = "0440")
@Cooked(to = "/srv/table/")
@Env(name = "EDITION", value = "{edition}")
@Env(name = "PRICE", value = "\"$5\" for 'nobody' \\ \\$HOME")
@Env(name = "PATH", value = "/srv/table/bin:$PATH")
@Run("echo \"edition {edition} of $(id --user --name)\" | tee /srv/greeting")
@Run(value = "cp /run/slipway/wine.txt /srv/menu.txt", files = "wine.txt")
@Run(value = "touch \"$HOME/was here\"", user = "guest")
@Label(name = "sample.edition", value = "\"{edition}\" for $5")
@Expose("8080/tcp")
@Volume("/srv/data")
@Entrypoint({"/bin/sh", "-c"})
@Command("cat $HOME/\"was here\"")
@Workdir("/srv/house")
@RunAs("guest")
@Check(run = "greet", prints = "edition {edition}")
interface House {}
