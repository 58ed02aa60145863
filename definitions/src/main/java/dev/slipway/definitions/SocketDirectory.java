package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;

/** The folder of PostgreSQL's sockets, open to servers that run as somebody else than {@code postgres}. */
@Fragment
@Run("install --directory --owner postgres --group postgres --mode 2777 /var/run/postgresql")
@Check(run = "stat --format '%U %a' /var/run/postgresql/", prints = "postgres 2777")
@interface SocketDirectory {}
