FROM slipway.stage.4.right-right AS slipway.check.5.right
RUN --network=none ["/bin/sh","-c","prints=$1; shift\noutput=$(\"$@\" 2>&1); code=$?\nprintf '%s\\n' \"$output\"\n[ \"$code\" -eq 0 ] || exit \"$code\"\ncase $output in *\"$prints\"*) ;; *) exit 119 ;; esac\n","check","right","/bin/busybox","sh","-c","cat /opt/side"]

FROM scratch AS slipway.nothing
