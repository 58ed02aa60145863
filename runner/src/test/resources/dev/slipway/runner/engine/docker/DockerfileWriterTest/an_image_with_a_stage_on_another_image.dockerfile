FROM slipway.stage.2.small-small AS slipway.stage.3.right-right-build
RUN --network=none <<'EOF'
set -eu
mkdir /out
cat /bin/busybox /bin/busybox > /out/twice
EOF

FROM slipway.stage.2.small-small AS slipway.stage.4.right-right
RUN --network=none <<'EOF'
set -eu
echo shared step
cat /opt/data/[1-4] > /opt/shared
EOF
ENV SIDE="right"
COPY --from=slipway.stage.3.right-right-build /out/ /opt/out/
RUN --network=none <<'EOF'
set -eu
rm /opt/old/file
echo $SIDE > /opt/side
EOF
