package test;

import dev.slipway.dsl.*;

@Axis("pg") // error: [Slipway.DuplicateAxis] two axes are called 'pg'. Rename one of them
enum Server {
    @Release("1") ONE
}
