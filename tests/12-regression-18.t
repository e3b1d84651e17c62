#!/usr/bin/env bash
. "$(dirname "$0")/lib.sh"
. tests/roundtrip/regression.sh
