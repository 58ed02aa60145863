package dev.slipway.definitions;

import dev.slipway.dsl.Account;
import dev.slipway.dsl.Check;
import dev.slipway.dsl.Fragment;

/** The user without privileges that tests run as: PostgreSQL refuses to run as root. */
@Fragment
@Account(TestUser.NAME)
@Check(run = "id --user --name " + TestUser.NAME, prints = TestUser.NAME)
@interface TestUser {
    String NAME = "circleci";
    String HOME = "/home/" + NAME;
}
