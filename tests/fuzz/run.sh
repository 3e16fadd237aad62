#!/bin/sh
# Runs one fuzz target for FUZZ_SECONDS, from its corpus in tests/fuzz/corpus and what earlier runs here found.
#
#	FUZZ_SECONDS=60 sh tests/fuzz/run.sh config
#	fuzz config: 1034215 inputs in 60 s, 812 branches of the program reached, 4127 ways through them
#
# A crash ends it and leaves its input in build/fuzz: it becomes a row of a unit test, or a file of the corpus.
# Leaks are looked for at the end alone: setenv, in some targets, would make libFuzzer search after every input.
set -u
target=$1
seconds=${FUZZ_SECONDS:-60}
found=build/fuzz/corpus/$target
log=build/fuzz/$target.log

mkdir -p "$found"
"build/fuzz/fuzz/$target" -max_total_time="$seconds" -timeout=10 -detect_leaks=0 -print_final_stats=1 -verbosity=1 \
	-artifact_prefix="build/fuzz/$target-" "$found" "tests/fuzz/corpus/$target" >"$log" 2>&1
status=$?
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
reached=$(sed -n \
	's/.* cov: \([0-9]*\) ft: \([0-9]*\) .*/\1 branches of the program reached, \2 ways through them/p' "$log" |
	tail -n 1)
echo "fuzz $target: ${runs:-0} inputs in $seconds s, ${reached:-nothing reached}"
[ $status -eq 0 ] && [ "${runs:-0}" -gt 0 ] && exit 0
cat "$log" >&2
exit 1
