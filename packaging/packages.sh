#!/bin/sh
# Installs what the build needs on Debian 12, when something of it is missing, and the fonts that the deck takes for
# Chinese, Japanese and Korean names and for emoji, which its own has not. Quick when all is there.
# usage: packages.sh build|test
set -eu
packages="g++ cmake ninja-build ccache qt6-base-dev qt6-charts-dev libqt6opengl6-dev libgl1-mesa-dev
    qt6-svg-dev libqt6svg6-dev libsqlite3-dev libexpected-dev libxlsxwriter-dev libzip-dev zlib1g-dev
    pkg-config lld fonts-wqy-microhei fonts-symbola"
if [ "${1:-build}" = test ]; then
    packages="$packages git poppler-utils qpdf sqlite3 xvfb xauth python3"
fi
missing=
for package in $packages; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed"; then
        missing="$missing $package"
    fi
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "These packages are missing and neither root nor sudo is at hand:$missing" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
