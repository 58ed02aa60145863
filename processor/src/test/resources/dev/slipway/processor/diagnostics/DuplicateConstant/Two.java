package test;

import dev.slipway.dsl.*;

@Image(name = "the.tools") // error: [Slipway.DuplicateConstant] images 'the-tools' and 'the.tools' would both be constant THE_TOOLS of class TestImages. Rename one of them
@From("debian:bookworm")
interface Two {}
