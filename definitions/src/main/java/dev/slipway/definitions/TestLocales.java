package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.Check;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Locales;

/** Locales that tests sort by: a language with rules of its own, in an encoding of many bytes and in one of one byte. */
@Fragment
@AptPackages("locales")
@Locales({"da_DK.UTF-8 UTF-8", "da_DK ISO-8859-1"})
@Check(run = "LC_ALL=da_DK.utf8 locale charmap", prints = "UTF-8")
@Check(run = "LC_ALL=da_DK.iso88591 locale charmap", prints = "ISO-8859-1")
@interface TestLocales {}
