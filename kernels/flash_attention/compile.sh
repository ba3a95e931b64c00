#!/usr/bin/env bash
# Flash Attention from the builder to the library that run.py loads, build/fa_q…_s…_p…_k….so:
#
#   FA_Q_ROWS=1024 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1 bash compile.sh
#
# README.md has the variables that name tools and passes. A step is left out if all that it depends on is what it was.
#
# Exit codes: 0 fine, 2 unusable input, 3 this machine lacks a tool; what was made before stays, and is named. Otherwise
# that of the assembler or the device compiler.
set -euo pipefail

say() { echo "compile.sh: $*" >&2; }

made=()
lacks() {
  say "stopped: this machine lacks $1; made so far: ${made[*]:-nothing}"
  exit 3
}

# step OUTPUT COMMAND…: make OUTPUT by COMMAND, unless it is newer than OUTPUT.inputs, which ptofix-inputs wrote.
step() {
  local output=$1
  shift
  if [ "$output" -nt "$output.inputs" ]; then
    say "$output is what it was"
  else
    "$@" || failed "$output" $?
    say "made $output"
  fi
  made+=("$output")
}

# Not written down as made from these inputs: the next build tries again.
failed() {
  rm -f -- "$1.inputs"
  say "stopped: $1 was not made"
  exit "$2"
}

if [ $# -gt 0 ]; then
  say "error: no arguments are taken; knobs are FA_Q_ROWS, FA_S1_TILE, FA_QK_PRELOAD, FA_KV_SPLIT in the environment"
  exit 2
fi
# What case1 of run.py is built with.
export FA_Q_ROWS="${FA_Q_ROWS:-1024}" FA_S1_TILE="${FA_S1_TILE:-256}"
export FA_QK_PRELOAD="${FA_QK_PRELOAD:-3}" FA_KV_SPLIT="${FA_KV_SPLIT:-1}"
for knob in FA_Q_ROWS FA_S1_TILE FA_QK_PRELOAD FA_KV_SPLIT; do
  if ! [[ ${!knob} =~ ^[1-9][0-9]*$ ]]; then # a part of file names
    say "error: $knob is no number: ${!knob}"
    exit 2
  fi
done

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
kernel="$here/build/fa_q${FA_Q_ROWS}_s${FA_S1_TILE}_p${FA_QK_PRELOAD}_k${FA_KV_SPLIT}"
mkdir -p "$here/build"

found="import sys, importlib.util as util; sys.exit(util.find_spec('ptofix') is None)"
if ! command -v ptofix-ptoas >/dev/null || ! python3 -c "$found"; then
  lacks "ptofix (\`pip install\` it, and have its python3 and programs on PATH)"
fi
"$here/ptofix-inputs" "$kernel.pto.inputs" "$here"/*.py # the knobs are in the environment
step "$kernel.pto" python3 "$here/builder.py" --q-rows "$FA_Q_ROWS" --s1-tile "$FA_S1_TILE" \
  --qk-preload "$FA_QK_PRELOAD" --kv-split "$FA_KV_SPLIT" -o "$kernel.pto"

# `ptofix run` on the IR, the assembler, and `ptofix run` on its C++ with the slot numbers and the passes.
code=0
ptofix-ptoas --version >/dev/null 2>&1 || code=$?
if [ "$code" = 127 ]; then
  lacks "the PTO assembler (\`ptoas\` on PATH, or named in PTOAS or PTOFIX_PTOAS)"
fi
flags=(--pto-arch=a3 --enable-insert-sync)
"$here/ptofix-inputs" "$kernel.cpp.inputs" "$kernel.pto" -- "${flags[@]}"
step "$kernel.cpp" ptofix-ptoas "${flags[@]}" "$kernel.pto" -o "$kernel.cpp"

code=0
said="$("$here/device-library" --inputs "$kernel.cpp" "$kernel.so" 2>&1)" || code=$?
case $code in
  0) ;;
  3) lacks "${said#*lacks }" ;;
  *)
    echo "$said" >&2
    failed "$kernel.so" "$code"
    ;;
esac
step "$kernel.so" "$here/device-library" "$kernel.cpp" "$kernel.so"
