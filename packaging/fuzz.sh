#!/bin/sh
# Builds the fuzz targets with clang (preset "nightly") and runs each for a while on its kept corpus.
# usage: fuzz.sh [SECONDS for each, default 60] [TARGET...]
# New inputs that reach new code land in build/nightly/fuzz/corpus; with HOLDFAST_KEEP_CORPUS=1 the smallest set that
# covers the same is put back into tests/fuzz/corpus. A failure leaves its input beside the program and ends with 1.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
[ -f build/nightly/build.ninja ] || cmake --preset nightly -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
cmake --build --preset nightly
cd build/nightly/fuzz
[ $# -gt 0 ] || set -- *_fuzz
status=0
for target in "$@"; do
    kept=../../../tests/fuzz/corpus/$target
    mkdir -p "$kept" "corpus/$target"
    dictionary=../../../tests/fuzz/$target.dict
    [ -f "$dictionary" ] && words="-dict=$dictionary" || words=
    echo "$target: $seconds s"
    # shellcheck disable=SC2086
    if "./$target" -max_total_time="$seconds" -max_len=8192 -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
        -artifact_prefix="$target-" $words "corpus/$target" "$kept" >"$target.log" 2>&1; then
        grep -E "number_of_executed_units|peak_rss_mb" "$target.log"
    else
        status=1
        grep -E "^SUMMARY|ERROR|runtime error|Test unit written|ALARM" "$target.log" || tail -5 "$target.log"
    fi
    if [ "${HOLDFAST_KEEP_CORPUS:-0}" = 1 ] && [ "$status" = 0 ]; then
        rm -rf merged && mkdir merged
        "./$target" -merge=1 -max_len=1024 merged "$kept" "corpus/$target" >/dev/null 2>&1
        rm -rf "$kept" && mv merged "$kept"
    fi
done
exit $status
