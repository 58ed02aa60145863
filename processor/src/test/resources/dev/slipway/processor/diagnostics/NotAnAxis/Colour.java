package test;

import dev.slipway.dsl.*;

enum Colour {
    RED
}
