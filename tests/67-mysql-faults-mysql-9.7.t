#!/usr/bin/env bash
cd "$(dirname "$0")/.." && . tests/bad/mysql-faults.sh
