package test;

import dev.slipway.dsl.*;

@Image(tag = "{pg}")
@From("debian:bookworm")
@ForEach(Postgres.class)
@Run({"#!/usr/bin/env python3", "print(\"{pg}\")"}) // error: [Slipway.InterpretedLines] '{pg}' would become a shell variable, and these lines are for no shell. Put them into a file of the context, name it by 'script', and pass the value by 'env'
@Run({"#!/bin/bash -e", "echo \"{pg}\""})
@Run(
        value = {"#!/bin/sh", "echo"},
        env = @Env(name = "A", value = "1")) // error: [Slipway.InterpretedLines] no Dockerfile can set variables for lines that name their interpreter. Put the lines into a file of the context, and name it by 'script'
interface Tools {}
