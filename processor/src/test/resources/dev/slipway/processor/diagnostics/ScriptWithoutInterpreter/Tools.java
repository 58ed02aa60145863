package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(script = "scripts/plain.txt") // error: [Slipway.ScriptWithoutInterpreter] 'scripts/plain.txt' does not begin with '#!'. Say what executes it: '#!/bin/sh'
interface Tools {}
