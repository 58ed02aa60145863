FROM scratch AS slipway.file.2.note
COPY note /note

FROM slipway.stage.1.root-root AS slipway.stage.2.failing-failing
WORKDIR /work
ENV IMAGES="image's"
RUN --network=none <<'EOF'
set -eu
echo made > made
EOF
RUN --network=none \
    --mount=type=cache,target=/cache,sharing=locked \
    --mount=type=secret,id=token,target=/run/token,required=true \
    --mount=type=bind,from=slipway.file.2.note,source=note,target=/run/slipway/note <<'EOF'
export STEPS="step's"
set -eu
echo $STEPS; exit 3
EOF
