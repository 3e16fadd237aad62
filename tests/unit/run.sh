#!/bin/sh
# Runs unit test programs one after the other; all of them, even after a failure.
# RUN: a command to run them under, e.g. valgrind.
status=0
for test in "$@"; do
	$RUN "$test" || { status=1; echo "FAILED: $test"; }
done
exit $status
