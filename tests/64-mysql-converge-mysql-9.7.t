#!/usr/bin/env bash
. "$(dirname "$0")/lib-mysql.sh"
. tests/roundtrip/mysql-converge.sh
