package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Fragment;

/** The promise that Python's tests can start: every library fits the others, and the ones that tests import load. */
@Fragment
@Check(run = "python3 -m pip check", prints = "No broken requirements found")
@Check(run = "python3 -c 'import construct, docopt, filelock, mitmproxy.http, psycopg, pytest, yaml'")
@Check(run = "python3 -m pytest --version", prints = "pytest ")
@interface PythonTests {}
