package test;

import dev.slipway.dsl.*;

@Image(name = "tools") // error: [Slipway.DuplicateImage] image 'tools' is declared by Tools already. Give one of them another name
@From("debian:bookworm")
interface Toys {}
