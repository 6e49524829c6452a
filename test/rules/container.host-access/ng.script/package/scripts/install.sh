#!/bin/sh
set -e
docker run -d --name agent --privileged -v /:/host -v /var/run/docker.sock:/var/run/docker.sock registry.dten.example/agent:5.2.0
podman run --rm --pid=host --cap-add=SYS_ADMIN --mount type=bind,source=/etc,target=/host/etc registry.dten.example/tool:5.2.0
