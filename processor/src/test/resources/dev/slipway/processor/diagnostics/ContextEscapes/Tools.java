package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Files(from = "/etc/passwd", to = "/a") // error: [Slipway.ContextEscapes] '/etc/passwd' leaves the context folder. Write a path inside it, such as 'scripts/install.sh'
@Files(from = "../outside.txt", to = "/b") // error: [Slipway.ContextEscapes] '../outside.txt' leaves the context folder. Write a path inside it, such as 'scripts/install.sh'
@Files(from = "leaves.txt", to = "/c") // error: [Slipway.ContextEscapes] 'leaves.txt' is a symbolic link that leaves the context folder. Put the file itself there
@Files(from = "leaving", to = "/d") // error: [Slipway.ContextEscapes] 'leaving/leaves.txt' is a symbolic link that leaves the context folder. Put the file itself there
@Run(value = "true", binds = @Bind(source = "..", target = "/mnt")) // error: [Slipway.ContextEscapes] '..' leaves the context folder. Write a path inside it, such as 'scripts/install.sh'
interface Tools {}
