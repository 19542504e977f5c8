#!/bin/sh
# Builds everything and passes all tests. Does its own set-up: packages, configure, build.
set -eu
cd "$(dirname "$0")/.."
packaging/packages.sh test
preset=${HOLDFAST_PRESET:-dev}
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
cmake --build --preset "$preset"
cd "build/$preset"
exec ctest --output-on-failure --parallel "$(nproc)" "$@"
