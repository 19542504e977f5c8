#!/bin/sh
# Opens Holdfast on the sample portfolio. Without a display it imports the sample, prints the review and writes the deck.
# Does its own set-up: packages, configure, build.
set -eu
cd "$(dirname "$0")/.."
packaging/packages.sh build
[ -f build/release/build.ninja ] || cmake --preset release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
cmake --build --preset release
program=build/release/holdfast
if [ ! -f build/sample/sample.holdfast ] || [ "$program" -nt build/sample/sample.holdfast ]; then
    rm -rf build/sample
    "$program" sample build/sample/exports
    "$program" import build/sample/new.holdfast build/sample/exports/*.csv --base-currency USD --end-dates day-after
    mv build/sample/new.holdfast build/sample/sample.holdfast
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" build/sample/sample.holdfast
fi
"$program" report build/sample/sample.holdfast
"$program" deck build/sample/sample.holdfast --out build/sample/review.pdf
