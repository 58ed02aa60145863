package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Account("Some One") // error: [Slipway.MalformedAccount] 'Some One' is not a user name: lower-case letters, digits, '-' and '_', beginning with a letter, at most 32
interface Tools {}
