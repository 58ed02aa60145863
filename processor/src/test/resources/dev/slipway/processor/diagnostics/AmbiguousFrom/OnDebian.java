package test;

import dev.slipway.dsl.*;

@Fragment
@From("debian:trixie") // error: [Slipway.AmbiguousFrom] 'Twice' starts from more than one base. Keep one @From
@interface OnDebian {}
