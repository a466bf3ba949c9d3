# Sourced by the scripts beside it. Finds the tree, so that they work from any directory.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export CCACHE_DIR="${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/coldframe/ccache}"
export CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-4G}"
# The compiler cache takes the language for part of what a compilation depends on: one for all.
export LANG=C.UTF-8

# build PRESET [TARGET…]: configures where that was not done yet and builds; shows the log only when it fails.
build() {
  local preset="$1" log
  shift
  mkdir -p "$root/build"
  log="$root/build/$preset.log"
  (
    cd "$root" || exit 1
    if [ ! -f "build/$preset/build.ninja" ] || ! cmp -s CMakePresets.json "build/$preset/presets.json"; then
      cmake --preset "$preset" && cp CMakePresets.json "build/$preset/presets.json" || exit 1
    fi
    cmake --build "build/$preset" ${@:+--target "$@"}
  ) >"$log" 2>&1 </dev/null || {
    echo "The build of '$preset' failed:" >&2
    grep -E -m 10 -A 4 '(error|undefined reference|FAILED):? ' "$log" | grep -v CCACHE_ >&2 || tail -n 40 "$log" >&2
    echo "(all of it: $log)" >&2
    return 1
  }
}

# `bash environment.sh build PRESET …` does the same from a script in another language.
if [ "${BASH_SOURCE[0]}" = "$0" ] && [ "${1-}" = build ]; then
  shift
  build "$@"
fi
